/** One button, two runs: their losses on one chart, then the loss at each place of a window, and what each wrote. */
import { useState } from 'react'
import type { PlainError } from '../../core/errors.ts'
import { Curves } from '../../figures/Curves.tsx'
import { LossChart } from '../../figures/LossChart.tsx'
import { core, session, useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { fixed, int } from '../../ui/format.ts'
import { Instrument } from '../../ui/Instrument.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import type { WidgetProps } from '../contract.ts'
import { useCore } from '../shared/core.ts'
import css from './MaskRace.module.css'
import type { MaskRaceParams } from './meta.ts'
import { DEFAULTS, type Outcome, race, readingsOf, type Run } from './race.ts'

const KNOBS = [
  { key: 'context', label: 'context', min: 2, max: 16, step: 1 },
  { key: 'width', label: 'width', min: 8, max: 64, step: 8 },
  { key: 'steps', label: 'steps', min: 50, max: 2000, step: 50 },
] as const

type So = { masked: Run; unmasked: Run | null }

export default function MaskRace({ onParams, onReadings, ...given }: WidgetProps<MaskRaceParams>) {
  useCore()
  const [params, setParams] = useState({ ...DEFAULTS, ...given })
  const [so, setSo] = useState<So | null>(null)
  const [done, setDone] = useState<Outcome | null>(null)
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<PlainError | null>(null)
  const device = useSession((s) => s.device)

  const start = async (): Promise<void> => {
    setRunning(true)
    setError(null)
    setSo(null)
    setDone(null)
    await session.getState().start()
    try {
      const outcome = await race(core, params, session.getState().current?.id ?? null, setSo)
      setSo(outcome)
      setDone(outcome)
      onReadings?.(readingsOf(outcome))
    } catch (thrown) {
      setError(thrown as PlainError)
    }
    setRunning(false)
  }
  return (
    <Instrument
      name="Race"
      title="with the causal mask, and without"
      actions={
        <Button look="primary" disabled={running || !device} onClick={() => void start()}>
          {running ? 'Training …' : 'Train both'}
        </Button>
      }
      footer={<span>1 layer, 2 heads; same seed, same batches; {int(params.steps)} steps each on the first text of the course</span>}
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
        <Notice kind="failure" where="Train both" hint={error.hint} actions={<Button onClick={() => void start()}>Try again</Button>}>
          {error.message}
        </Notice>
      ) : null}
      {so ? <Losses so={so} steps={params.steps} /> : null}
      <p className="cap" role="status">
        {statusOf(so, done !== null, running)}
      </p>
      {done ? <After {...done} /> : null}
    </Instrument>
  )
}

function statusOf(so: So | null, done: boolean, running: boolean): string {
  if (done) return ''
  if (!so) return running ? 'starting …' : 'Nothing is trained yet. Say what you expect before you press the button.'
  const now = so.unmasked ?? so.masked
  return running ? `step ${int(now.curve.at(-1)?.step ?? 0)} of the model ${so.unmasked ? 'without the mask' : 'with the mask'}; its places are measured at the end` : ''
}

const pointsOf = ({ curve }: Run) => curve.map(({ step, loss }) => ({ x: step, y: loss }))
const ringsOf = ({ evaluations }: Run) => evaluations.map(({ step, validationLoss }) => ({ x: step, y: validationLoss }))

function Losses({ so: { masked, unmasked }, steps }: { so: So; steps: number }) {
  const now = unmasked ?? masked
  return (
    <>
      <LossChart
        name={unmasked ? 'no mask' : 'with the mask'}
        train={pointsOf(now)}
        validation={ringsOf(now)}
        earlier={unmasked ? [{ name: 'with the mask', points: pointsOf(masked) }] : []}
        totalSteps={steps}
      />
      <p className="cap">{unmasked ? 'Line: no mask. Dashes: with the mask.' : 'Line: with the mask.'}</p>
    </>
  )
}

function After({ masked, unmasked }: Outcome) {
  const points = (losses: readonly number[]) => losses.map((y, i) => ({ x: i + 1, y }))
  const { lossMasked, lossUnmasked, writingMasked, writingUnmasked } = readingsOf({ masked, unmasked })
  const rows = [
    { name: 'with the mask', training: lossMasked, writing: writingMasked, written: masked.written },
    { name: 'without', training: lossUnmasked, writing: writingUnmasked, written: unmasked.written },
  ]
  return (
    <>
      <table className={css.outcome}>
        <caption>loss at the end, nats per token</caption>
        <thead>
          <tr>
            <th scope="col">model</th>
            <th scope="col">as in training, held-out text</th>
            <th scope="col">as in writing</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, training, writing }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{fixed(training, 3)}</td>
              <td>{fixed(writing, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
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
      <dl className={css.written}>
        {rows.map(({ name, written }) => (
          <div key={name}>
            <dt>{name}, it writes</dt>
            <dd>{written.slice(0, 120)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
