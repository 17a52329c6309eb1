/** A row a student, a column an item. */
import { itemKey } from '../../../teach/assignment/assignment.ts'
import type { Row } from '../../../teach/gradebook/rows.ts'
import type { ItemScore } from '../../../teach/scoring/score.ts'
import { fixed } from '../../../ui/format.ts'
import { useBook } from './book.ts'
import css from './GradebookPage.module.css'
import { headOf } from './heads.ts'

export function ClassTable() {
  const { assignment, rows } = useBook()
  const items = assignment!.items
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the page is scrolled by keys
    <section className={css.wide} tabIndex={0} aria-label="The class, a row a student">
      <table>
        <thead>
          <tr>
            <th scope="col">student</th>
            <th scope="col" className="n">
              percent
            </th>
            {items.map((item) => (
              <th key={itemKey(item)} scope="col" className="n">
                {headOf(assignment!, item)}
              </th>
            ))}
            <th scope="col">remarks</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.student.key}>
              <th scope="row">{row.student.name}</th>
              <td className="n">
                {fixed(row.score.percent, 0)}
                {row.score.passed === null ? '' : row.score.passed ? ' passed' : ' not passed'}
                {row.score.late ? <span className={css.more}>{fixed(row.score.percentInTime, 0)} in time</span> : null}
              </td>
              {row.score.items.map((item) => (
                <td key={item.item} className="n">
                  {shown(item)}
                  {isSaidToBeRead(row, item) ? <span className={css.said}>read, the student says</span> : null}
                  {item.late ? <span className={css.more}>late</span> : null}
                  {bitsOf(row, item.item)}
                </td>
              ))}
              <td className={css.remarks}>{row.remarks.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function shown({ score, state }: ItemScore): string {
  return state === 'missing' ? '–' : state === 'to be marked' ? 'to be marked' : fixed(100 * score!, 0)
}

/** Of a lesson that asks nothing no more is known. */
const isSaidToBeRead = ({ student }: Row, { item, best }: ItemScore): boolean =>
  best !== null && student.records.find((record) => record.item === item)?.attempts[best]?.read === true

function bitsOf({ outcomes }: Row, item: string) {
  const outcome = outcomes.get(item)
  if (!outcome) return null
  const measured = outcome.kind === 'graded' ? outcome.graded.measured : null
  return <span className={css.more}>{measured ? `${fixed(measured.bitsPerCharacter, 3)} bits` : 'not measured'}</span>
}
