/** What each label is called, counted: the truth down, the prediction across. */
import { fixed, int } from '../../ui/format.ts'
import type { TunedTask } from '../../worker/protocol.ts'
import css from './Tuned.module.css'

/** More would not be read as a table. */
const MOST_LABELS = 8

export function Confusion({
  task: { reports, labels, form },
  caption,
}: {
  task: Pick<TunedTask, 'reports' | 'labels' | 'form'>
  caption?: string
}) {
  const report = reports.at(-1)
  if (!report || labels.length > MOST_LABELS) return null
  const names = form === 'choice' ? labels.map((label) => `the ${label}`) : labels
  return (
    <table className={css.confusion}>
      <caption>{caption ?? `held-out examples at step ${int(report.step)}: what is right down, what the model says across`}</caption>
      <thead>
        <tr>
          <th scope="col">right</th>
          {names.map((name) => (
            <th key={name} scope="col" className="n">
              {name}
            </th>
          ))}
          <th scope="col" className="n">
            F₁
          </th>
        </tr>
      </thead>
      <tbody>
        {report.confusion.map((row, k) => (
          <tr key={names[k]}>
            <th scope="row">{names[k]}</th>
            {row.map((count, said) => (
              <td key={names[said]} className="n" data-right={said === k || undefined} data-wrong={(said !== k && count > 0) || undefined}>
                {int(count)}
              </td>
            ))}
            <td className="n">{fixed(report.f1[k]!, 3)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
