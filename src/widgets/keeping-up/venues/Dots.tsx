/** Works as dots: a row a kind of place, a column a year, those of one year on top of each other. */
import { scaleLinear } from 'd3-scale'
import { useWidth } from '../../../figures/useWidth.ts'
import type { Work } from '../../../instruments/works.ts'
import css from './Venues.module.css'
import { KIND_NAMES, type Row } from './venues.ts'

const NAME = 20
const FOOT = 22
const EDGE = 14

interface DotsProps {
  rows: readonly Row<Work>[]
  since: number
  listed: ReadonlySet<string>
  chosen: string
  onChoose: (id: string) => void
}

export function Dots({ rows, since, listed, chosen, onChoose }: DotsProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const until = Math.max(...rows.flatMap(({ dots }) => dots.map(({ work }) => work.year)))
  const x = scaleLinear([since, until], [EDGE, width - EDGE])
  // Dots of neighbouring years touch at most.
  const radius = Math.max(2.5, Math.min(5, (width - 2 * EDGE) / (2 * (until - since + 1)) - 0.5))
  const tall = rows.map(({ most }) => NAME + Math.max(1, most) * (2 * radius + 1.5) + 8)
  const bottoms = tall.map((_, i) => tall.slice(0, i + 1).reduce((sum, each) => sum + each, 0))
  const height = bottoms.at(-1)! + FOOT
  const counts = rows.map(({ kind, dots }) => `${KIND_NAMES[kind]}: ${dots.length}`).join('. ')
  return (
    <div ref={ref} className={css.chart}>
      <svg width={width} height={height} role="img" aria-label={`Works by year and place. ${counts}.`}>
        {rows.map(({ kind, dots }, i) => (
          <g key={kind}>
            <path d={`M0 ${bottoms[i]! - 4}H${width}`} stroke="var(--line)" />
            <text className="label" x={0} y={bottoms[i]! - tall[i]! + 14}>
              {KIND_NAMES[kind]}
            </text>
            <text className="label" x={width} y={bottoms[i]! - tall[i]! + 14} textAnchor="end">
              {dots.length}
            </text>
            {dots.map(({ work, nth }) => (
              <circle
                key={work.id}
                className={css.dot}
                data-listed={listed.has(work.id) || undefined}
                data-on={work.id === chosen || undefined}
                cx={x(work.year)}
                cy={bottoms[i]! - 8 - radius - nth * (2 * radius + 1.5)}
                r={radius}
                onPointerDown={() => onChoose(work.id)}
              />
            ))}
          </g>
        ))}
        {x.ticks(Math.max(2, Math.floor(width / 80))).map((year) => (
          <text key={year} x={x(year)} y={height - 6} textAnchor="middle">
            {year}
          </text>
        ))}
      </svg>
    </div>
  )
}
