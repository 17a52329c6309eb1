/** One button, two runs: their losses on one chart, then the loss at each place of a window, and what each wrote. */
import { Curves } from '../../../figures/Curves.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import { BothWrite, NOT_YET, OutcomeTable, TwoLosses } from '../../../instruments/TwoRuns.tsx'
import { type Outcome, type Progress, readingsOf } from './race.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const KNOBS = [
  { key: 'context', label: 'context', min: 2, max: 16, step: 1 },
  { key: 'width', label: 'width', min: 8, max: 64, step: 8 },
  { key: 'steps', label: 'steps', min: 50, max: 2000, step: 50 },
] as const

const NAMES = ['with the mask', 'no mask'] as const

export default draw(widget, function MaskRace(figure) {
  const { params, value, progress, busy } = figure
  const so = busy ? progress : value
  return (
    <Figure
      of={figure}
      name="Race"
      title="with the causal mask, and without"
      start="Train both"
      footer={<span>1 layer, 2 heads; same seed, same batches; {int(params.steps)} steps each on the first text of the course</span>}
      controls={<Knobs of={figure} knobs={KNOBS} />}
    >
      {so ? (
        <>
          <TwoLosses names={NAMES} first={so.masked} second={so.unmasked} steps={params.steps} />
          <p className="cap">{so.unmasked ? 'Line: no mask. Dashes: with the mask.' : 'Line: with the mask.'}</p>
        </>
      ) : null}
      <Status>{statusOf(so, value !== null && !busy, busy)}</Status>
      {value && !busy ? <After {...value} /> : null}
    </Figure>
  )
})

function statusOf(so: Progress | null, done: boolean, running: boolean): string {
  if (done) return ''
  if (!so) return running ? 'starting …' : NOT_YET
  const now = so.unmasked ?? so.masked
  return running
    ? `step ${int(now.curve.at(-1)?.step ?? 0)} of the model ${so.unmasked ? 'without the mask' : 'with the mask'}; its places are measured at the end`
    : ''
}

function After({ masked, unmasked }: Outcome) {
  const points = (losses: readonly number[]) => losses.map((y, i) => ({ x: i + 1, y }))
  const { lossMasked, lossUnmasked, writingMasked, writingUnmasked } = readingsOf({ masked, unmasked })
  return (
    <>
      <OutcomeTable
        caption="loss at the end, nats per token"
        columns={['as in training, held-out text', 'as in writing']}
        rows={[
          { name: NAMES[0], values: [fixed(lossMasked, 3), fixed(writingMasked, 3)] },
          { name: NAMES[1], values: [fixed(lossUnmasked, 3), fixed(writingUnmasked, 3)] },
        ]}
      />
      <Curves
        caption="loss at each place of a window, nats"
        across="place in the window"
        dots
        curves={[
          { name: 'with the mask', points: points(masked.places!.training), colour: 'ink-3' },
          { name: 'no mask, as in training', points: points(unmasked.places!.training), dashed: true },
          { name: 'no mask, as in writing', points: points(unmasked.places!.writing) },
        ]}
        writeX={int}
        writeY={(y) => fixed(y, 1)}
      />
      <BothWrite names={NAMES} first={masked} second={unmasked} />
    </>
  )
}
