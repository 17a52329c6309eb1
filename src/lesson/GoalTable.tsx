/** A goal against the readings of now: one line for each comparison. */
import { int } from '../ui/format.ts'
import css from './Challenge.module.css'
import { type Comparison, type Goal, holds, type Readings, readingsIn, type Value, evaluate } from '../goal/goal.ts'

export interface GoalTableProps {
  goal: Goal
  readings: Readings
  /** what each reading is, from the widget's declaration */
  known: Readonly<Record<string, string>>
}

export function GoalTable({ goal, readings, known }: GoalTableProps) {
  const lines = comparisonsOf(goal)
  return (
    <table className={css.goal}>
      <caption>
        {lines.length === 1 ? 'The goal' : holdsOr(goal) ? 'The goal; “or” where the lines say so' : 'The goal: all of these'}
      </caption>
      <thead>
        <tr>
          <th scope="col">what</th>
          <th scope="col">now</th>
          <th scope="col">goal</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {lines.map(({ comparison, or }) => {
          const names = readingsIn(comparison.left)
          const reached = holds(comparison, readings)
          return (
            <tr key={`${inWords(comparison.left)} ${comparison.sign} ${inWords(comparison.right)}`}>
              <th scope="row">
                {or ? 'or ' : ''}
                {inWords(comparison.left)}
                {names.length === 1 ? <span className={css.means}>{known[names[0]!]}</span> : null}
              </th>
              <td className={css.now}>{written(evaluate(comparison.left, readings))}</td>
              <td>
                <span className={css.now}>
                  {SIGNS[comparison.sign]} {written(evaluate(comparison.right, readings))}
                </span>
                {comparison.right.kind === 'number' ? null : <span className={css.means}>{inWords(comparison.right)}</span>}
              </td>
              <td>
                <span role="img" aria-label={reached ? 'reached' : 'not reached'}>
                  {reached ? '✓' : '–'}
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const SIGNS: Readonly<Record<Comparison['sign'], string>> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '=': '=', '!=': '≠' }

function comparisonsOf(goal: Goal, or = false): { comparison: Comparison; or: boolean }[] {
  if (goal.kind === 'compare') return [{ comparison: goal, or }]
  return goal.parts.flatMap((part, i) => comparisonsOf(part, i === 0 ? or : goal.kind === 'or'))
}

const holdsOr = (goal: Goal): boolean => goal.kind === 'or' || (goal.kind === 'and' && goal.parts.some(holdsOr))

/** "bigram loss − 0.1" */
function inWords(value: Value): string {
  if (value.kind === 'number') return written(value.value)
  if (value.kind === 'reading') return value.name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
  const sign = { '+': '+', '-': '−', '*': '×', '/': '÷' }[value.sign]
  if (sign === '−' && value.left.kind === 'number' && value.left.value === 0) return `−${inWords(value.right)}`
  return `${inWords(value.left)} ${sign} ${inWords(value.right)}`
}

function written(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return Number.isInteger(value) ? int(value) : Number(value.toPrecision(4)).toString().replace('-', '−')
}
