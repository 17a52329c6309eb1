/** A result beside the core's, as two matrices in one scale; the first wrong number is ringed. */
import { useEffect, useRef } from 'react'
import type { Tested } from '../../../exercises/check.ts'
import { sizeOf } from '../../../exercises/numbers.ts'
import { paint, useTheme } from '../../../figures/paint.ts'
import { fixed } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import css from './Exercise.module.css'

/** Rows and columns that are drawn, and rows of the table. */
const MOST = 48
const IN_TABLE = 12

type Shown = NonNullable<Tested['compared']>

export function Compared({ label, got, want, wrong }: Shown) {
  const columns = want.shape.at(-1) ?? 1
  const from = wrong?.kind === 'number' ? matrixOf(want.shape, wrong.place) : 0
  const rows = Math.min(MOST, (want.shape.at(-2) ?? 1) as number)
  const window = { rows, columns, across: Math.min(MOST, columns), from, left: leftOf(wrong, columns) }
  const same = got && got.data.length === want.data.length ? got : null
  const top = Math.max(1e-12, ...cut(want.data, window).map(Math.abs))
  const place = want.shape.length > 2 ? `, [${indexOf(want.shape, from).join('][')}]` : ''
  const ring = wrong?.kind === 'number' ? { r: wrong.place.at(-2) ?? 0, c: (wrong.place.at(-1) ?? 0) - window.left } : null
  const caption = `${label}${place}: yours and the core’s, from −${fixed(top)} to ${fixed(top)}`
  if (sizeOf(want.shape) < 2) return null
  return (
    <Twin
      caption={caption}
      table={() => <Rows {...{ label, got: same, want, window }} />}
      figure={
        <div className={css.pair}>
          <Matrix name="yours" values={same ? cut(same.data, window) : null} columns={window.across} top={top} ring={ring} />
          <Matrix name="the core’s" values={cut(want.data, window)} columns={window.across} top={top} ring={ring} />
        </div>
      }
    />
  )
}

interface Window {
  rows: number
  /** of the whole matrix */
  columns: number
  /** columns that are drawn, from `left` on */
  across: number
  left: number
  /** the first number of the matrix, of a stack of them */
  from: number
}

/** The columns around a wrong number, where there are more than can be drawn. */
const leftOf = (wrong: Shown['wrong'], columns: number): number =>
  columns <= MOST ? 0 : Math.min(columns - MOST, Math.max(0, (wrong?.place.at(-1) ?? 0) - MOST / 2))

/** Where the matrix begins in which a place lies. */
function matrixOf(shape: readonly number[], place: readonly number[]): number {
  const size = sizeOf(shape.slice(-2))
  const n = shape.slice(0, -2).reduce((all, length, axis) => all * length + (place[axis] ?? 0), 0)
  return n * size
}

const indexOf = (shape: readonly number[], from: number): number[] => {
  const outer = shape.slice(0, -2)
  let n = from / sizeOf(shape.slice(-2))
  return outer.map((_, axis) => {
    const rest = sizeOf(outer.slice(axis + 1))
    const at = Math.floor(n / rest)
    n %= rest
    return at
  })
}

const cut = (data: Float64Array, { rows, columns, across, left, from }: Window): number[] =>
  Array.from({ length: rows * across }, (_, i) => data[from + Math.floor(i / across) * columns + left + (i % across)] ?? Number.NaN)

function Matrix({
  name,
  values,
  columns,
  top,
  ring,
}: {
  name: string
  values: number[] | null
  columns: number
  top: number
  ring: { r: number; c: number } | null
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours for the same numbers
  useEffect(() => {
    if (canvas.current && values)
      paint(
        canvas.current,
        Float32Array.from(values, (value) => Math.min(1, Math.max(0, Number.isFinite(value) ? Math.abs(value) / top : 1))),
        columns,
      )
  }, [values, columns, top, theme])
  const rows = values ? values.length / columns : 1
  return (
    <figure>
      <figcaption className="cap">{name}</figcaption>
      {values ? (
        <div className={css.matrix}>
          <canvas ref={canvas} role="img" aria-label={`${name}: magnitudes of ${rows} rows and ${columns} columns`} />
          {ring && ring.r < rows && ring.c < columns ? (
            <span
              className={css.ring}
              style={{ insetBlockStart: `${((ring.r + 0.5) / rows) * 100}%`, insetInlineStart: `${((ring.c + 0.5) / columns) * 100}%` }}
            />
          ) : null}
        </div>
      ) : (
        <p className="cap">nothing of this shape</p>
      )}
    </figure>
  )
}

function Rows({ label, got, want, window }: { label: string; got: Shown['got']; want: Shown['want']; window: Window }) {
  const [mine, theirs] = [got && cut(got.data, window), cut(want.data, window)]
  return (
    <table>
      <caption>{label}: yours over the core’s</caption>
      <thead>
        <tr>
          <th scope="col">row</th>
          {Array.from({ length: Math.min(IN_TABLE, window.across) }, (_, c) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            <th key={c} scope="col" className="n">
              {window.left + c}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: Math.min(IN_TABLE, window.rows) }, (_, r) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <tr key={r}>
            <th scope="row">{r}</th>
            {Array.from({ length: Math.min(IN_TABLE, window.across) }, (_, c) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <td key={c} className="n">
                {mine ? fixed(mine[r * window.across + c]!, 3) : '–'} | {fixed(theirs[r * window.across + c]!, 3)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
