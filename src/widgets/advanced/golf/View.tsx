/** Every stroke on one chart of size and loss, the goal as a rule, and what the best file weighs. */
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { SizeScatter } from '../../../figures/SizeScatter.tsx'
import { GOAL, type Stroke } from './golf.ts'
import widget from './widget.ts'

const BITS = ['32', '8', '6', '4', '3', '2'] as const

export default draw(widget, function Golf(figure) {
  const { params, change, value, busy, model } = figure
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
        models={strokes.map(({ name, bits, ...each }) => ({ ...each, name: `${name}, ${bits} bits`, form: false }))}
      />
      <Status>{busy ? 'packing, weighing, reading back and measuring …' : saidOf(strokes.at(-1))}</Status>
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

function saidOf(last: Stroke | undefined): string {
  if (!last) return 'No stroke yet. The file is that of the open model; train and open another one in the Lab, and come back.'
  const { name, bits, bytes, bitsPerCharacter } = last
  const numbers = `${name} in ${bits} bits: ${fixed(bytes / 1000, 1)} kB, ${fixed(bitsPerCharacter, 3)} bits a character`
  return bitsPerCharacter <= GOAL ? `${numbers}. It counts.` : `${numbers}, which is ${fixed(bitsPerCharacter - GOAL, 3)} too many.`
}
