/** Two runs under one button: their knobs, their losses on one chart, a table of how they ended, and what each wrote. */
import { type ReactNode, useState } from 'react'
import type { PlainError } from '../core/errors.ts'
import { LossChart } from '../figures/LossChart.tsx'
import { core, session, useSession } from '../session/index.ts'
import { Button } from '../ui/Button.tsx'
import { Instrument } from '../ui/Instrument.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Stepper } from '../ui/Stepper.tsx'
import type { CoreApi } from '../worker/protocol.ts'
import { useCore } from './core.ts'
import type { Experiment } from '../experiments/experiment.ts'
import css from './TwoRuns.module.css'

/** The course's words before anything ran. */
export const NOT_YET = 'Nothing is trained yet. Say what you expect before you press the button.'

/** Trains both. @param onProgress hears as they grow */
export type Race<Progress, Outcome extends Progress> = (core: CoreApi, onProgress: (so: Progress) => void) => Promise<Outcome>

/** A race that a button starts: how far it is, what came of it, what went wrong. */
export function useRace<Progress, Outcome extends Progress>(race: Race<Progress, Outcome>, onDone: (outcome: Outcome) => void) {
  useCore()
  const [so, setSo] = useState<Progress | null>(null)
  const [done, setDone] = useState<Outcome | null>(null)
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<PlainError | null>(null)
  const start = async (): Promise<void> => {
    setRunning(true)
    setError(null)
    setSo(null)
    setDone(null)
    await session.getState().start()
    try {
      const outcome = await race(core, setSo)
      setSo(outcome)
      setDone(outcome)
      onDone(outcome)
    } catch (thrown) {
      setError(thrown as PlainError)
    }
    setRunning(false)
  }
  return { so, done, running, error, start: () => void start() }
}

interface Knob<Key extends string> {
  key: Key
  label: string
  min: number
  max: number
  step: number
}

interface PanelProps<Key extends string> {
  title: string
  footer: ReactNode
  knobs: readonly Knob<Key>[]
  values: Record<Key, number>
  onValue: (key: Key, value: number) => void
  race: Pick<ReturnType<typeof useRace>, 'running' | 'error' | 'start'>
  children: ReactNode
}

export function RacePanel<Key extends string>({
  title,
  footer,
  knobs,
  values,
  onValue,
  race: { running, error, start },
  children,
}: PanelProps<Key>) {
  const device = useSession((s) => s.device)
  return (
    <Instrument
      name="Race"
      title={title}
      actions={
        <Button look="primary" disabled={running || !device} onClick={start}>
          {running ? 'Training …' : 'Train both'}
        </Button>
      }
      footer={<span>{footer}</span>}
    >
      <div className={css.knobs}>
        {knobs.map(({ key, ...knob }) => (
          <Stepper key={key} {...knob} value={values[key]} disabled={running} onChange={(value) => onValue(key, value)} />
        ))}
      </div>
      {error ? (
        <Notice kind="failure" where="Train both" hint={error.hint} actions={<Button onClick={start}>Try again</Button>}>
          {error.message}
        </Notice>
      ) : null}
      {children}
    </Instrument>
  )
}

const pointsOf = ({ curve }: Experiment) => curve.map(({ step, loss }) => ({ x: step, y: loss }))
const ringsOf = ({ evaluations }: Experiment) => evaluations.map(({ step, validationLoss }) => ({ x: step, y: validationLoss }))

interface Pair {
  names: readonly [string, string]
  first: Experiment
  /** null until the first has ended */
  second: Experiment | null
}

/** The run under way as a line; while it is the second, the first as dashes. */
export function TwoLosses({ names, first, second, steps }: Pair & { steps: number }) {
  const now = second ?? first
  return (
    <LossChart
      name={second ? names[1] : names[0]}
      train={pointsOf(now)}
      validation={ringsOf(now)}
      earlier={second ? [{ name: names[0], points: pointsOf(first) }] : []}
      totalSteps={steps}
    />
  )
}

interface TableProps {
  /** said above the table; hidden where the columns say it */
  caption: string
  captionHidden?: boolean
  columns: readonly [string, string]
  rows: readonly { name: string; values: readonly [string, string] }[]
}

export function OutcomeTable({ caption, captionHidden, columns, rows }: TableProps) {
  return (
    <table className={css.outcome}>
      <caption className={captionHidden ? 'vh' : undefined}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">model</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, values }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, i) => (
              <td key={columns[i]}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What each wrote at its end: the first 120 characters. */
export function BothWrite({ names, first, second }: Pair & { second: Experiment }) {
  return (
    <dl className={css.written}>
      {[first, second].map(({ written }, i) => (
        <div key={names[i]}>
          <dt>{names[i]} writes</dt>
          <dd>{written.slice(0, 120)}</dd>
        </div>
      ))}
    </dl>
  )
}
