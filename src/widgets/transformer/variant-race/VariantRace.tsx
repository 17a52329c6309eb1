/** One button, two runs, one chart; what each wrote at its end stands below. */
import { useState } from 'react'
import { fixed, int, signed } from '../../../ui/format.ts'
import type { WidgetProps } from '../../contract.ts'
import type { Experiment } from '../../shared/experiment.ts'
import { BothWrite, NOT_YET, OutcomeTable, RacePanel, TwoLosses, useRace } from '../../shared/TwoRuns.tsx'
import type { VariantRaceParams } from './meta.ts'
import { DEFAULTS, type Outcome, type Progress, race, readingsOf } from './race.ts'
import { VARIANTS } from './variants.ts'

const KNOBS = [
  { key: 'width', label: 'width', min: 4, max: 256, step: 4 },
  { key: 'heads', label: 'heads', min: 1, max: 16, step: 1 },
  { key: 'layers', label: 'layers', min: 1, max: 12, step: 1 },
  { key: 'steps', label: 'steps', min: 10, max: 2000, step: 10 },
] as const

export default function VariantRace({ onParams, onReadings, ...given }: WidgetProps<Partial<VariantRaceParams>>) {
  const [params, setParams] = useState({ ...DEFAULTS, ...given })
  const running = useRace<Progress, Outcome>(
    (core, onProgress) => race(core, params, onProgress),
    (outcome) => onReadings?.(readingsOf(outcome, params)),
  )
  const names = [VARIANTS[params.a].label, VARIANTS[params.b].label] as const
  const { so, done } = running
  return (
    <RacePanel
      title={`${names[0]}, and ${names[1]}`}
      footer={`same seed, same batches; ${int(params.steps)} steps each on the first text of the course`}
      knobs={KNOBS}
      values={params}
      onValue={(key, value) => {
        setParams({ ...params, [key]: value })
        onParams?.({ [key]: value })
      }}
      race={running}
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
      <p className="cap" role="status">
        {statusOf(so, done, running.running)}
      </p>
      {done ? <BothWrite names={names} first={done.a} second={done.b} /> : null}
    </RacePanel>
  )
}

const last = (run: Experiment | null) => run?.evaluations.at(-1)
const parametersOf = (run: Experiment | null): string => (run && run.parameters > 0 ? int(run.parameters) : '–')
const lossOf = (run: Experiment | null): string => (last(run) ? fixed(last(run)!.validationLoss, 3) : '–')

function statusOf(so: Progress | null, done: Outcome | null, running: boolean): string {
  if (done) return `${signed(last(done.b)!.validationLoss - last(done.a)!.validationLoss)} nats from the first to the second.`
  if (!so) return running ? 'starting …' : NOT_YET
  return running ? `step ${int((so.b ?? so.a).curve.at(-1)?.step ?? 0)} of ${so.b ? 'the second' : 'the first'} run` : ''
}
