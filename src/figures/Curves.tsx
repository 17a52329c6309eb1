/** Lines over one axis: each has its colour and its dashes; a marker may stand on them. */
import { scaleLinear, scaleLog } from 'd3-scale'
import { area, line } from 'd3-shape'
import { Twin } from '../ui/Twin.tsx'
import css from './Curves.module.css'
import { Lit } from '../ui/Lit.tsx'
import { useWidth } from './useWidth.ts'

export interface Point {
  x: number
  y: number
  /** half of its interval: drawn as a band around the line where every point has one */
  half?: number
}

export interface Curve {
  name: string
  points: readonly Point[]
  /** a token of tokens.css: "position" */
  colour?: string
  dashed?: boolean
}

export interface CurvesProps {
  caption: string
  curves: readonly Curve[]
  /** what x is, below the axis */
  across: string
  writeX: (x: number) => string
  writeY: (y: number) => string
  /** of the y axis; every y must then be above 0 */
  log?: boolean
  /** draws the points too: for measurements, of which there are few */
  dots?: boolean
  /** a vertical line, where the reader has put it */
  marker?: number
  /** x's of the table; default all */
  rows?: readonly number[]
  /** horizontal lines that the curves are read against */
  marks?: readonly { name: string; y: number }[]
  /** what y can be: a band ends there, as a share's does at 0 and 1 */
  bounds?: readonly [number, number]
  /** where the x axis ends, also while no curve has come so far */
  until?: number
}

const HEIGHT = 232
/** So near the right edge a number of the axis would be cut. */
const EDGE = 24
const MARGIN = { left: 54, right: 10, top: 10, bottom: 40 }

export function Curves({
  caption,
  curves,
  across,
  writeX,
  writeY,
  log = false,
  dots = false,
  marker,
  rows,
  marks = [],
  until,
  bounds = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
}: CurvesProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const all = curves.flatMap(({ points }) => points)
  const lowest = ({ y, half = 0 }: Point): number => Math.max(bounds[0], y - half)
  const highest = ({ y, half = 0 }: Point): number => Math.min(bounds[1], y + half)
  const [left, right] = rangeOf([...all.map((p) => p.x), ...(until === undefined ? [] : [0, until])])
  const [low, high] = rangeOf([...all.flatMap((p) => [lowest(p), highest(p)]), ...marks.map((mark) => mark.y)])
  const [bottom, top] = [HEIGHT - MARGIN.bottom, MARGIN.top]
  const x = scaleLinear([left, right], [MARGIN.left, width - MARGIN.right])
  const pad = 0.04 * (high - low || 1)
  const y = log ? scaleLog([low / 1.3, high * 1.3], [bottom, top]) : scaleLinear([low - pad, high + pad], [bottom, top])
  const path = line<Point>(
    (p) => x(p.x),
    (p) => y(p.y),
  )
  const band = area<Point>(
    (p) => x(p.x),
    (p) => y(lowest(p)),
    (p) => y(highest(p)),
  )
  const ticks = log ? powers(low / 1.3, high * 1.3, y.ticks(5)) : y.ticks(5)
  // Between two whole numbers there is nothing to be named where every point lies on one.
  const whole = all.every((p) => Number.isInteger(p.x))
  const named = x.ticks(Math.max(2, Math.floor(width / 70))).filter((value) => !whole || Number.isInteger(value))
  const stroke = (curve: Curve) => `var(--${curve.colour ?? 'ink'})`
  return (
    <Twin
      caption={caption}
      table={() => <CurvesTable caption={caption} curves={curves} across={across} writeX={writeX} writeY={writeY} rows={rows} />}
      figure={
        <div ref={ref} className={css.chart}>
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={`${caption}. ${[
              ...curves.map(({ name, points }) => summary(name, points, writeX, writeY)),
              ...marks.map((mark) => `${mark.name}: ${writeY(mark.y)}.`),
            ].join(' ')}`}
          >
            {ticks.map((value) => (
              <g key={value}>
                <path d={`M${MARGIN.left} ${y(value)}H${width - MARGIN.right}`} stroke={value === 0 ? 'var(--line-2)' : 'var(--line)'} />
                <text x={MARGIN.left - 8} y={y(value) + 4} textAnchor="end">
                  {writeY(value)}
                </text>
              </g>
            ))}
            {named.map((value) => (
              <text key={value} x={x(value)} y={bottom + 17} textAnchor={x(value) > width - EDGE ? 'end' : 'middle'}>
                {writeX(value)}
              </text>
            ))}
            <text className="label" x={(MARGIN.left + width - MARGIN.right) / 2} y={HEIGHT - 5} textAnchor="middle">
              {across}
            </text>
            {marks.map((mark) => (
              <path
                key={mark.name}
                d={`M${MARGIN.left} ${y(mark.y)}H${width - MARGIN.right}`}
                stroke="var(--ink-3)"
                strokeDasharray="2 3"
              />
            ))}
            {marker === undefined ? null : <path d={`M${x(marker)} ${top}V${bottom}`} stroke="var(--ink-3)" strokeDasharray="2 3" />}
            {curves.map((curve) => (
              <Lit key={curve.name} name={curve.colour ?? 'ink'}>
                {hasBand(curve) ? <path d={band(curve.points) ?? ''} fill={stroke(curve)} fillOpacity={0.14} data-band="" /> : null}
                <path
                  d={path(curve.points) ?? ''}
                  fill="none"
                  stroke={stroke(curve)}
                  strokeWidth={1.75}
                  strokeDasharray={curve.dashed ? '5 4' : undefined}
                />
                {dots
                  ? curve.points.map((p) => (
                      <circle key={p.x} cx={x(p.x)} cy={y(p.y)} r={3} fill="var(--paper)" stroke={stroke(curve)} strokeWidth={1.5} />
                    ))
                  : null}
              </Lit>
            ))}
            {marks.map((mark) => (
              <text
                key={mark.name}
                className="label halo"
                x={width - MARGIN.right}
                y={y(mark.y) + (y(mark.y) < top + 18 ? 14 : -5)}
                textAnchor="end"
              >
                {mark.name}, {writeY(mark.y)}
              </text>
            ))}
          </svg>
          <ul className={css.legend} aria-hidden="true">
            {curves.map((curve) => (
              <li key={curve.name}>
                <svg width={26} height={8} aria-hidden="true">
                  <path d="M0 4H26" stroke={stroke(curve)} strokeWidth={2} strokeDasharray={curve.dashed ? '5 4' : undefined} />
                </svg>
                {curve.name}
              </li>
            ))}
          </ul>
        </div>
      }
    />
  )
}

const hasBand = ({ points }: Curve): boolean => points.length > 0 && points.every(({ half }) => half !== undefined)

function rangeOf(values: readonly number[]): [number, number] {
  const known = values.filter(Number.isFinite)
  if (known.length === 0) return [0, 1]
  const [low, high] = known.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [known[0]!, known[0]!])
  return low === high ? [low, low + 1] : [low, high]
}

/** Whole powers of ten where there are at least two of them, else what the scale suggests. */
function powers(low: number, high: number, otherwise: number[]): number[] {
  const from = Math.ceil(Math.log10(low))
  const tens = Array.from({ length: Math.max(0, Math.floor(Math.log10(high)) - from + 1) }, (_, i) => 10 ** (from + i))
  return tens.length >= 2 ? tens : otherwise
}

const written = ({ y, half }: Point, writeY: CurvesProps['writeY']): string =>
  `${writeY(y)}${half === undefined ? '' : ` ± ${writeY(half)}`}`

function summary(name: string, points: Curve['points'], writeX: CurvesProps['writeX'], writeY: CurvesProps['writeY']): string {
  const [first, last] = [points[0], points.at(-1)]
  return first && last ? `${name}: ${written(first, writeY)} at ${writeX(first.x)}, ${written(last, writeY)} at ${writeX(last.x)}.` : ''
}

function CurvesTable({
  caption,
  curves,
  across,
  writeX,
  writeY,
  rows,
}: Pick<CurvesProps, 'caption' | 'curves' | 'across' | 'writeX' | 'writeY' | 'rows'>) {
  const places = rows ?? [...new Set(curves.flatMap(({ points }) => points.map((p) => p.x)))].sort((a, b) => a - b)
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{across}</th>
          {curves.map(({ name }) => (
            <th key={name} scope="col" className="n">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={place}>
            <th scope="row" className="n">
              {writeX(place)}
            </th>
            {curves.map(({ name, points }) => {
              const at = points.find((p) => Math.abs(p.x - place) < 1e-9)
              return (
                <td key={name} className="n">
                  {at ? written(at, writeY) : ''}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
