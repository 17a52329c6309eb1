/** One button, two runs, one chart; what each wrote at its end stands below. */
import { fixed, int, signed } from '../../../ui/format.ts'
import type { Experiment } from '../../../experiments/experiment.ts'
import { BothWrite, NOT_YET, OutcomeTable, TwoLosses } from '../../../instruments/TwoRuns.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import type { Outcome, Progress } from './race.ts'
import { VARIANTS } from './variants.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const KNOBS = [
  { key: 'width', label: 'width', min: 4, max: 256, step: 4 },
  { key: 'heads', label: 'heads', min: 1, max: 16, step: 1 },
  { key: 'layers', label: 'layers', min: 1, max: 12, step: 1 },
  { key: 'steps', label: 'steps', min: 10, max: 2000, step: 10 },
] as const

export default draw(widget, function VariantRace(figure) {
  const { params, value, progress, busy } = figure
  const names = [VARIANTS[params.a].label, VARIANTS[params.b].label] as const
  const so = busy ? progress : value
  return (
    <Figure
      of={figure}
      name="Race"
      title={`${names[0]}, and ${names[1]}`}
      start="Train both"
      footer={<span>same seed, same batches; {int(params.steps)} steps each on the first text of the course</span>}
      controls={<Knobs of={figure} knobs={KNOBS} />}
    >
      {so ? (
        <>
          <TwoLosses names={names} first={so.a} second={so.b} steps={params.steps} />
          <OutcomeTable
            caption="Both runs at their last evaluation"
            captionHidden
            columns={['parameters', 'held-out loss, nats']}
            rows={[so.a, so.b].map((run, i) => ({ name: names[i]!, values: [parametersOf(run), lossOf(run)] }))}
          />
        </>
      ) : null}
      <Status>{statusOf(so, busy ? null : value, busy)}</Status>
      {value && !busy ? <BothWrite names={names} first={value.a} second={value.b} /> : null}
    </Figure>
  )
})

const last = (run: Experiment | null) => run?.evaluations.at(-1)
const parametersOf = (run: Experiment | null): string => (run && run.parameters > 0 ? int(run.parameters) : '–')
const lossOf = (run: Experiment | null): string => (last(run) ? fixed(last(run)!.validationLoss, 3) : '–')

function statusOf(so: Progress | null, done: Outcome | null, running: boolean): string {
  if (done) return `${signed(last(done.b)!.validationLoss - last(done.a)!.validationLoss)} nats from the first to the second.`
  if (!so) return running ? 'starting …' : NOT_YET
  return running ? `step ${int((so.b ?? so.a).curve.at(-1)?.step ?? 0)} of ${so.b ? 'the second' : 'the first'} run` : ''
}
