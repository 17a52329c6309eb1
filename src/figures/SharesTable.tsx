/** Who reads whom, as a table: a row for each token that reads, a column for each that is read. */
import type { ReactNode } from 'react'
import { visible } from '../ui/format.ts'

export interface SharesTableProps {
  caption: string
  tokens: readonly string[]
  /** what stands in row i, column j; asked only for what the mask lets i read */
  write(i: number, j: number): ReactNode
}

export function SharesTable({ caption, tokens, write }: SharesTableProps) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">reads ↓ from →</th>
          {tokens.map((token, j) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
            <th key={j} scope="col" className="n">
              {visible(token)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tokens.map((token, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
          <tr key={i}>
            <th scope="row">{visible(token)}</th>
            {tokens.map((_, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
              <td key={j} className="n">
                {j <= i ? write(i, j) : ''}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
