/** Shares that are right, as bars from 0 to all: what shortcuts get, and models beside them. */
import { fixed } from '../../ui/format.ts'
import css from './Preview.module.css'

export interface ShortcutBar {
  name: string
  /** 0 to 1; null while it is not known */
  value: number | null
  /** the one that is being compared */
  strong?: boolean
}

export function ShortcutBars({ caption, rows }: { caption: string; rows: readonly ShortcutBar[] }) {
  return (
    <table className={css.bars}>
      <caption>{caption}</caption>
      <tbody>
        {rows.map(({ name, value, strong }) => (
          <tr key={name} data-strong={strong || undefined}>
            <th scope="row">{name}</th>
            <td aria-hidden="true">
              <i style={{ width: `${100 * (value ?? 0)}%` }} />
            </td>
            <td className="n">{value === null ? '–' : `${fixed(100 * value, 1)} %`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
