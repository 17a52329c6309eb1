/** Named numbers of two models that differ, and by how much. */
import { fixed, signed } from '../../ui/format.ts'
import css from './Compare.module.css'
import { numbersApart } from './distance.ts'

interface NumberDifferencesProps {
  left: Readonly<Record<string, number>>
  right: Readonly<Record<string, number>>
  /** what a number is and its unit, by name */
  words: Readonly<Record<string, string>>
}

export function NumberDifferences({ left, right, words }: NumberDifferencesProps) {
  const rows = numbersApart(left, right)
  if (rows.length === 0) return <p className="cap">All numbers of the two are the same.</p>
  return (
    <table className={css.facts}>
      <caption className="cap">what differs of the figure’s numbers</caption>
      <thead>
        <tr>
          {['number', 'left', 'right', 'right − left'].map((name, i) => (
            <th key={name} scope="col" className={i > 0 ? 'n' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{words[row.name] ?? row.name}</th>
            <td className="n">{fixed(row.left, 3)}</td>
            <td className="n">{fixed(row.right, 3)}</td>
            <td className="n">{signed(row.right - row.left)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
