/** Two distributions over tokens, what moved most first: a full bar for the left one, an open one for the right one. */
import { share, signed, visible } from '../../ui/format.ts'
import css from './Compare.module.css'
import { sharesApart } from './distance.ts'

interface ShareDifferencesProps {
  left: readonly { token: string; probability: number }[]
  right: readonly { token: string; probability: number }[]
  names: readonly [string, string]
  rows?: number
}

export function ShareDifferences({ left, right, names, rows = 10 }: ShareDifferencesProps) {
  const all = sharesApart(left, right)
  const shown = all.slice(0, rows)
  const most = Math.max(0.01, ...shown.flatMap((row) => [row.left, row.right]))
  const moved = all.reduce((sum, row) => sum + Math.abs(row.right - row.left), 0) / 2
  return (
    <>
      <table className={css.facts}>
        <caption className="cap">
          what moved most; full bar: {names[0]}, open bar: {names[1]}
        </caption>
        <thead>
          <tr>
            <th scope="col">token</th>
            <th scope="col">
              <span className="vh">bars</span>
            </th>
            <th scope="col" className="n">
              {names[0]}
            </th>
            <th scope="col" className="n">
              {names[1]}
            </th>
            <th scope="col" className="n">
              change
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ token, left: l, right: r }) => (
            <tr key={token}>
              <th scope="row" className="tok">
                {visible(token)}
              </th>
              <td className={css.bar}>
                <i style={{ width: `${(100 * l) / most}%` }} />
                <i data-side="right" style={{ width: `${(100 * r) / most}%` }} />
              </td>
              <td className="n">{share(l)}</td>
              <td className="n">{share(r)}</td>
              <td className="n">{signed(r - l)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cap" role="status">
        In all, {share(moved)} of the probability lies elsewhere.
      </p>
    </>
  )
}
