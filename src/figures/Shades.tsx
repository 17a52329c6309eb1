/** A matrix as shades of one colour, its lowest number as bare paper and its highest as full colour. */
import { useEffect, useRef } from 'react'
import { fixed } from '../ui/format.ts'
import { Twin } from '../ui/Twin.tsx'
import { paint, useTheme } from './paint.ts'
import css from './Shades.module.css'

export interface ShadesProps {
  caption: string
  /** [rows, columns] row-major */
  values: Float32Array
  columns: number
  /** what a row and a column are: "place", "number of its vector" */
  row: string
  column: string
  /** a token of tokens.css */
  colour: string
  height?: number
}

/** Rows and columns of the table: more than these cannot be read. */
const MOST = 12

export function Shades({ caption, values, columns, row, column, colour, height = 150 }: ShadesProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  const [low, high] = values.reduce(([a, b], v) => [Math.min(a!, v), Math.max(b!, v)], [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) as unknown as [number, number]
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours for the same numbers
  useEffect(() => {
    if (canvas.current) paint(canvas.current, values.map((value) => (value - low) / (high - low || 1)), columns)
  }, [values, columns, low, high, theme])
  const rows = values.length / columns
  const said = `${rows} rows, one a ${row}, and ${columns} columns, one a ${column}; from ${fixed(low, 3)} (bare) to ${fixed(high, 3)} (full)`
  return (
    <Twin
      caption={caption}
      table={() => (
        <table>
          <caption>
            {caption}: the first rows and columns of {rows} × {columns}
          </caption>
          <thead>
            <tr>
              <th scope="col">{row}</th>
              {Array.from({ length: Math.min(MOST, columns) }, (_, c) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={c} scope="col" className="n">
                  {c}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: Math.min(MOST, rows) }, (_, r) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={r}>
                <th scope="row">{r}</th>
                {Array.from(values.subarray(r * columns, r * columns + Math.min(MOST, columns)), (value, c) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={c} className="n">
                    {fixed(value, 3)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      figure={
        <div>
          <canvas ref={canvas} className={css.map} role="img" aria-label={`${caption}: ${said}`} style={{ color: `var(--${colour})`, height }} />
          <div className={`cap ${css.foot}`}>
            <span>
              ↓ {row} · → {column}
            </span>
            <span className="n">
              {fixed(low, 2)} … {fixed(high, 2)}
            </span>
          </div>
        </div>
      }
    />
  )
}
