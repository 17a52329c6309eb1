/** Tokens as rows, columns as in the figure: the same shares to be read; and one token's way in a line. */
import { share, visible } from '../../../ui/format.ts'
import { type Chain, COLUMNS, cutAt, type Row, WARM } from './chain.ts'

const ROWS = 30

export function SharesTable({ chain, caption }: { chain: Chain; caption: string }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">token</th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className="n">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {chain.rows.slice(0, ROWS).map((row) => (
          <tr key={row.id}>
            <th scope="row">{visible(row.token)}</th>
            {row.stages.map((value, column) => (
              <td key={COLUMNS[column]} className="n">
                {column > WARM && value === 0 ? 'cut' : share(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** "e: .412 by the model → .380 after temperature → cut by top-p". */
export function Way({ row }: { row: Row }) {
  const cut = cutAt(row)
  const upTo = cut ?? COLUMNS.length
  return (
    <p className="cap">
      <span className="tok">{visible(row.token)}</span> {share(row.stages[0]!)} by the model
      {COLUMNS.slice(1, upTo).map((column, i) =>
        row.stages[i + 1] === row.stages[i] ? null : ` → ${share(row.stages[i + 1]!)} after ${column}`,
      )}
      {cut === undefined ? null : ` → cut by ${COLUMNS[cut]}`}
    </p>
  )
}
