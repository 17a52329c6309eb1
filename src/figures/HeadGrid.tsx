/** Every head of a model as a grid: a row is a layer, and a cell says what it likes. */
import type { ReactNode } from 'react'
import css from './HeadGrid.module.css'

export interface HeadGridProps {
  caption: string
  /** by [layer][head] */
  values: readonly (readonly number[])[]
  cell: (value: number, layer: number, head: number) => ReactNode
}

export function HeadGrid({ caption, values, cell }: HeadGridProps) {
  return (
    <table className={css.grid}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <td />
          {values[0]!.map((_, head) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a head's number is its identity
            <th key={head} scope="col" className="n">
              head {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {values.map((row, layer) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer's number is its identity
          <tr key={layer}>
            <th scope="row" className="n">
              layer {layer}
            </th>
            {row.map((value, head) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a head's number is its identity
              <td key={head} className="n">
                {cell(value, layer, head)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
