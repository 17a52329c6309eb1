/** The open model's file and every stroke on one chart of size and loss, what counts as a band, and what the best file weighs. */
import { useComputed } from '../../../instruments/computed.ts'
import { core } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { SizeScatter } from '../../../figures/SizeScatter.tsx'
import { asItIs, GOAL, type Stroke } from './golf.ts'
import widget from './widget.ts'

const BITS = ['32', '8', '6', '4', '3', '2'] as const

export default draw(widget, function Golf(figure) {
  const { params, change, value, busy, model, version } = figure
  // The open model's own file stands on the green from the first; it is no stroke.
  const opened = useComputed(model ? () => asItIs(core, model) : null, [model?.id, version])
  const strokes = value ?? []
  const own = model?.kind === 'quantized' ? model.bits : 32
  const good = strokes.filter(({ bitsPerCharacter }) => bitsPerCharacter <= GOAL)
  const best = good.reduce<Stroke | null>((least, each) => (!least || each.bytes < least.bytes ? each : least), null)
  return (
    <Figure
      of={figure}
      name="Golf"
      title={`the smallest file below ${GOAL} bits a character`}
      start="Export, weigh, and run it again"
      controls={
        <Segmented
          label="Bits of a weight"
          value={params.bits}
          options={BITS.filter((bits) => Number(bits) <= own).map((bits) => ({ value: bits, label: `${bits} bits` }))}
          onChange={(bits) => change({ bits })}
        />
      }
    >
      <SizeScatter
        goal={GOAL}
        models={[
          ...(opened.value ? [{ ...opened.value, name: 'as it is', named: true }] : []),
          ...strokes.map(({ name, bits, ...each }) => ({ ...each, name: `${name}, ${bits} bits`, named: true })),
        ]}
      />
      <Status>{busy ? 'packing, weighing, reading back and measuring …' : saidOf(strokes.at(-1), opened.value)}</Status>
      {best ? (
        <Readings>
          <BigNumber label="your best file" value={fixed(best.bytes / 1000, 1)} unit="kB" context={`${best.name}, ${best.bits} bits`} />
          <BigNumber label="parameters" value={int(best.parameters)} />
          <BigNumber label="held-out" value={fixed(best.bitsPerCharacter, 3)} unit="bits a character" />
        </Readings>
      ) : null}
    </Figure>
  )
})

function saidOf(last: Stroke | undefined, opened: Pick<Stroke, 'bytes' | 'bitsPerCharacter'> | null): string {
  if (!last) {
    if (!opened) return 'the open model is being weighed and measured …'
    const numbers = `${fixed(opened.bytes / 1000, 1)} kB, ${fixed(opened.bitsPerCharacter, 3)} bits a character`
    return `The open model as it is: ${numbers}. No stroke yet; another model can be trained and opened in the Lab.`
  }
  const { name, bits, bytes, bitsPerCharacter } = last
  const numbers = `${name} in ${bits} bits: ${fixed(bytes / 1000, 1)} kB, ${fixed(bitsPerCharacter, 3)} bits a character`
  return bitsPerCharacter <= GOAL ? `${numbers}. It counts.` : `${numbers}, which is ${fixed(bitsPerCharacter - GOAL, 3)} too many.`
}
