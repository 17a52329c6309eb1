/** A function of two numbers as a heat map: a shade for each place of a square, and whatever is drawn on top. */
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { fixed } from '../ui/format.ts'
import css from './Landscape.module.css'
import { paint, useTheme } from './paint.ts'
import { useWidth } from './useWidth.ts'

export interface LandscapeProps {
  /** [rows, columns] row-major, 0 … 1 each: how much of the colour; the first row is drawn at the top */
  shades: Float32Array
  columns: number
  x: readonly [number, number]
  y: readonly [number, number]
  xName: string
  yName: string
  /** what the figure is, for those who do not see it */
  label: string
  /** what it shows now */
  said: string
  /** a token of tokens.css; default: ink */
  colour?: string
  /** height ÷ width; default 1 */
  aspect?: number
  /** the place that arrow keys move and a click sets; without `onPlace` the figure is only looked at */
  at?: readonly [number, number]
  onPlace?: (x: number, y: number) => void
  /** what lies on top, in pixels of an SVG */
  children?: (place: Projection) => ReactNode
}

/** From the function's numbers to pixels. */
export type Projection = (x: number, y: number) => readonly [number, number]

const LEFT = 34
const BOTTOM = 30
const TOP = 4

export function Landscape({
  shades,
  columns,
  x,
  y,
  xName,
  yName,
  label,
  said,
  colour = 'ink',
  aspect = 1,
  at,
  onPlace,
  children,
}: LandscapeProps) {
  const { ref, width } = useWidth<HTMLDivElement>(320)
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours that the canvas reads change with the theme
  useEffect(() => {
    if (canvas.current) paint(canvas.current, shades, columns)
  }, [shades, columns, colour, theme])
  const w = Math.max(40, width - LEFT - 1)
  const h = Math.round(w * aspect)
  const place: Projection = (a, b) => [LEFT + (w * (a - x[0])) / (x[1] - x[0]), TOP + h - (h * (b - y[0])) / (y[1] - y[0])]
  const clamp = (value: number, [low, high]: readonly [number, number]) => Math.min(high, Math.max(low, value))

  const click = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onPlace?.(
      clamp(x[0] + ((event.clientX - box.left - LEFT) / w) * (x[1] - x[0]), x),
      clamp(y[0] + ((TOP + h - (event.clientY - box.top)) / h) * (y[1] - y[0]), y),
    )
  }
  const key = (event: KeyboardEvent) => {
    const move = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key]
    if (!move || !at || !onPlace) return
    event.preventDefault()
    const far = event.shiftKey ? 0.1 : 0.02
    onPlace(clamp(at[0] + move[0]! * far * (x[1] - x[0]), x), clamp(at[1] + move[1]! * far * (y[1] - y[0]), y))
  }
  const drawing = (
    <>
      <canvas ref={canvas} className={css.canvas} style={{ left: LEFT, top: TOP, width: w, height: h, color: `var(--${colour})` }} />
      <svg className={css.over} width={width} height={TOP + h + BOTTOM} aria-hidden="true">
        <Axes x={x} y={y} xName={xName} yName={yName} w={w} h={h} place={place} />
        {children?.(place)}
      </svg>
    </>
  )
  const style = { height: TOP + h + BOTTOM }
  return onPlace ? (
    <div
      ref={ref}
      className={css.landscape}
      style={style}
      data-operable
      role="slider"
      tabIndex={0}
      aria-label={`${label}; arrow keys move the point`}
      aria-valuemin={x[0]}
      aria-valuemax={x[1]}
      aria-valuenow={at?.[0] ?? x[0]}
      aria-valuetext={said}
      onClick={click}
      onKeyDown={key}
    >
      {drawing}
    </div>
  ) : (
    <div ref={ref} className={css.landscape} style={style} role="img" aria-label={`${label}: ${said}`}>
      {drawing}
    </div>
  )
}

function Axes({
  x,
  y,
  xName,
  yName,
  w,
  h,
  place,
}: Pick<LandscapeProps, 'x' | 'y' | 'xName' | 'yName'> & { w: number; h: number; place: Projection }) {
  const digits = (range: readonly [number, number]) => (range[1] - range[0] >= 8 ? 0 : 1)
  const [left, bottom] = place(x[0], y[0])
  const base = bottom + 16
  return (
    <g>
      <text x={left} y={base}>
        {fixed(x[0], digits(x))}
      </text>
      <text x={left + w / 2} y={base} textAnchor="middle" className="label">
        {xName}
      </text>
      <text x={left + w} y={base} textAnchor="end">
        {fixed(x[1], digits(x))}
      </text>
      <text x={left - 6} y={bottom} textAnchor="end">
        {fixed(y[0], digits(y))}
      </text>
      <text x={left - 8} y={bottom - h / 2} textAnchor="middle" className="label" transform={`rotate(-90 ${left - 10} ${bottom - h / 2})`}>
        {yName}
      </text>
      <text x={left - 6} y={bottom - h + 11} textAnchor="end">
        {fixed(y[1], digits(y))}
      </text>
    </g>
  )
}
