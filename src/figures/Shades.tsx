/** A matrix as shades of one colour, its lowest number as bare paper and its highest as full colour; one cell of it is spoken of. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react'
import { fixed } from '../ui/format.ts'
import { Twin } from '../ui/Twin.tsx'
import { LitBox } from '../ui/Lit.tsx'
import { paint, useTheme } from './paint.ts'
import css from './Shades.module.css'
import { useHeld } from './useHeld.ts'

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
  /** the number of the cell that is spoken of, as something to press; default: its digits */
  number?: (row: number, column: number, value: number) => ReactNode
}

/** Rows and columns of the table: more than these cannot be read. */
const MOST = 12

export function Shades({
  caption,
  values,
  columns,
  row,
  column,
  colour,
  height = 150,
  number = (_row, _column, value) => fixed(value, 3),
}: ShadesProps) {
  const { place: cell, held, follow, press, hold } = useHeld({ r: 0, c: 0 }, (a, b) => a.r === b.r && a.c === b.c)
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  const [low, high] = values.reduce(
    ([a, b], v) => [Math.min(a!, v), Math.max(b!, v)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ) as unknown as [number, number]
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours for the same numbers
  useEffect(() => {
    if (canvas.current)
      paint(
        canvas.current,
        values.map((value) => (value - low) / (high - low || 1)),
        columns,
      )
  }, [values, columns, low, high, theme])
  const rows = values.length / columns
  const within = (n: number, count: number) => Math.max(0, Math.min(count - 1, n))
  const [r, c] = [within(cell.r, rows), within(cell.c, columns)]
  const key = (event: KeyboardEvent) => {
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (!move) return
    event.preventDefault()
    hold({ r: within(r + move[0]!, rows), c: within(c + move[1]!, columns) })
  }
  const under = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    return { r: within(Math.floor(y * rows), rows), c: within(Math.floor(x * columns), columns) }
  }
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
                    {number(r, c, value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      figure={
        <div>
          <LitBox name={colour}>
            <div
              className={css.cells}
              role="slider"
              tabIndex={0}
              aria-label={`${caption}: ${said}; arrow keys move over the cells`}
              aria-valuemin={0}
              aria-valuemax={Math.max(0, values.length - 1)}
              aria-valuenow={r * columns + c}
              aria-valuetext={`${row} ${r}, ${column} ${c}: ${fixed(values[r * columns + c] ?? 0, 3)}`}
              onKeyDown={key}
              onPointerMove={(event) => follow(under(event))}
              onPointerUp={(event) => press(under(event))}
            >
              <canvas ref={canvas} className={css.map} style={{ color: `var(--${colour})`, height }} />
              <span
                className={css.cell}
                data-held={held}
                aria-hidden="true"
                style={{ insetBlockStart: `${((r + 0.5) / rows) * 100}%`, insetInlineStart: `${((c + 0.5) / columns) * 100}%` }}
              />
            </div>
          </LitBox>
          <div className={`cap ${css.foot}`}>
            <span>
              ↓ {row} {r} · → {column} {c}: {number(r, c, values[r * columns + c] ?? 0)}
            </span>
            <span className={`n ${css.range}`}>
              {fixed(low, 2)} … {fixed(high, 2)}
            </span>
          </div>
        </div>
      }
    />
  )
}
