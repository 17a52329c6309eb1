/** One button, two runs, one chart; what each wrote at its end stands below. */
import { useState } from 'react'
import { LossChart } from '../../figures/LossChart.tsx'
import { core, session, useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { fixed, int, signed } from '../../ui/format.ts'
import { Instrument } from '../../ui/Instrument.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import type { PlainError } from '../../core/errors.ts'
import { Notice } from '../../ui/Notice.tsx'
import type { WidgetProps } from '../contract.ts'
import { useCore } from '../shared/core.ts'
import type { Experiment } from '../shared/experiment.ts'
import type { VariantRaceParams } from './meta.ts'
import { DEFAULTS, race, readingsOf } from './race.ts'
import { VARIANTS } from './variants.ts'
import css from './VariantRace.module.css'

const KNOBS = [
  { key: 'width', label: 'width', min: 4, max: 256, step: 4 },
  { key: 'heads', label: 'heads', min: 1, max: 16, step: 1 },
  { key: 'layers', label: 'layers', min: 1, max: 12, step: 1 },
  { key: 'steps', label: 'steps', min: 10, max: 2000, step: 10 },
] as const

export default function VariantRace({ onParams, onReadings, ...given }: WidgetProps<VariantRaceParams>) {
  useCore()
  const [params, setParams] = useState({ ...DEFAULTS, ...given })
  const [so, setSo] = useState<{ a: Experiment; b: Experiment | null } | null>(null)
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<PlainError | null>(null)
  const device = useSession((s) => s.device)
  const [a, b] = [VARIANTS[params.a].label, VARIANTS[params.b].label]

  const start = async (): Promise<void> => {
    setRunning(true)
    setError(null)
    setSo(null)
    await session.getState().start()
    try {
      const outcome = await race(core, params, session.getState().current?.id ?? null, setSo)
      setSo(outcome)
      onReadings?.(readingsOf(outcome, params))
    } catch (thrown) {
      setError(thrown as PlainError)
    }
    setRunning(false)
  }
  return (
    <Instrument
      name="Race"
      title={`${a}, and ${b}`}
      actions={
        <Button look="primary" disabled={running || !device} onClick={() => void start()}>
          {running ? 'Training …' : 'Train both'}
        </Button>
      }
      footer={<span>same seed, same batches; {params.steps} steps each on the first text of the course</span>}
    >
      <div className={css.knobs}>
        {KNOBS.map(({ key, ...knob }) => (
          <Stepper
            key={key}
            {...knob}
            value={params[key]}
            disabled={running}
            onChange={(value) => {
              setParams({ ...params, [key]: value })
              onParams?.({ [key]: value })
            }}
          />
        ))}
      </div>
      {error ? (
        <Notice kind="failure" where="Train both" hint={error.hint}>
          {error.message}
        </Notice>
      ) : null}
      {so ? <Curves so={so} names={[a, b]} steps={params.steps} /> : <p className="cap">Nothing is trained yet. Say what you expect before you press the button.</p>}
    </Instrument>
  )
}

const pointsOf = ({ curve }: Experiment) => curve.map(({ step, loss }) => ({ x: step, y: loss }))
const ringsOf = ({ evaluations }: Experiment) => evaluations.map(({ step, validationLoss }) => ({ x: step, y: validationLoss }))

function Curves({ so: { a, b }, names, steps }: { so: { a: Experiment; b: Experiment | null }; names: [string, string]; steps: number }) {
  const now = b ?? a
  const last = (run: Experiment | null) => run?.evaluations.at(-1)
  const done = last(a)?.step === steps && last(b)?.step === steps
  return (
    <>
      <LossChart name={b ? names[1] : names[0]} train={pointsOf(now)} validation={ringsOf(now)} earlier={b ? [{ name: names[0], points: pointsOf(a) }] : []} totalSteps={steps} />
      <table className={css.outcome}>
        <caption className="vh">Both runs at their last evaluation</caption>
        <thead>
          <tr>
            <th scope="col">model</th>
            <th scope="col">parameters</th>
            <th scope="col">held-out loss, nats</th>
          </tr>
        </thead>
        <tbody>
          {([a, b] as const).map((run, i) => (
            <tr key={names[i]}>
              <th scope="row">{names[i]}</th>
              <td>{run && run.parameters > 0 ? int(run.parameters) : '–'}</td>
              <td>{last(run) ? fixed(last(run)!.validationLoss, 3) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cap" role="status">
        {done && b ? `${signed(last(b)!.validationLoss - last(a)!.validationLoss)} nats from the first to the second.` : `step ${int(now.curve.at(-1)?.step ?? 0)} of ${b ? 'the second' : 'the first'} run`}
      </p>
      {done && b ? (
        <dl className={css.written}>
          {([a, b] as const).map((run, i) => (
            <div key={names[i]}>
              <dt>{names[i]} writes</dt>
              <dd>{run.written.slice(0, 120)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  )
}
