/** What two runs side by side show: their losses on one chart, a table of how they ended, and what each wrote. */
import { LossChart } from '../figures/LossChart.tsx'
import type { Experiment } from '../experiments/experiment.ts'
import css from './TwoRuns.module.css'

/** The course's words before anything ran. */
export const NOT_YET = 'Nothing is trained yet. Say what you expect before you press the button.'

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
