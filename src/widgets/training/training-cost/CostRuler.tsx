/** Operations over twenty powers of ten, with what this device does in a second, a minute and so on, and where known models stand. */
import { scaleLog } from 'd3-scale'
import { fact } from '../../../facts/facts.ts'
import { useWidth } from '../../../figures/useWidth.ts'
import { Twin } from '../../../ui/Twin.tsx'
import { PETAFLOP_DAY } from './cost.ts'
import { power, superscript } from '../../../ui/amounts.ts'
import css from './TrainingCost.module.css'

const SIDE = 16
const LOW = 1e9
const HIGH = 1e25
const TIMES = [
  { name: '1 s', seconds: 1 },
  { name: '1 min', seconds: 60 },
  { name: '1 h', seconds: 3600 },
  { name: '1 day', seconds: 86_400 },
  { name: '1 year', seconds: 365.25 * 86_400 },
  { name: '1,000 years', seconds: 365.25 * 86_400 * 1000 },
  { name: '10⁶ years', seconds: 365.25 * 86_400 * 1e6 },
]

/** Operations that their makers state. */
export const STATED = [
  { name: 'GPT-1', flops: fact('gpt1.petaflopDays') * PETAFLOP_DAY },
  { name: 'GPT-3', flops: fact('gpt3.flops') },
] as const

export interface CostRulerProps {
  flops: number
  /** operations a second of this device; null before it is known */
  rate: number | null
}

export function CostRuler({ flops, rate }: CostRulerProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const x = scaleLog([LOW, HIGH], [SIDE, width - SIDE]).clamp(true)
  const few = width < 460
  const caption = 'operations of a whole run; each tick is ten times the one before'
  const height = 170
  const mid = 78
  const times = TIMES.filter((_, i) => !few || i % 2 === 1)
  const right = x(flops) > width / 2
  return (
    <Twin
      caption={caption}
      table={() => <RulerTable flops={flops} rate={rate} caption={caption} />}
      figure={
        <div ref={ref}>
          <svg
            className={css.ruler}
            width={width}
            height={height}
            role="img"
            aria-label={`This run takes ${power(flops)} operations; GPT-1 took ${power(STATED[0].flops)} and GPT-3 ${power(STATED[1].flops)}, as their makers state.`}
          >
            <rect x={SIDE} y={mid - 5} width={Math.max(0, x(flops) - SIDE)} height={10} className={css.reached} />
            <path d={`M${SIDE} ${mid}H${width - SIDE}`} stroke="var(--ink-3)" />
            {Array.from({ length: 17 }, (_, i) => i + 9).map((exponent) => (
              <g key={exponent}>
                <path d={`M${x(10 ** exponent)} ${mid}v${exponent % 3 === 0 ? 10 : 6}`} stroke="var(--ink-3)" />
                {exponent % 3 === 0 ? (
                  <text x={x(10 ** exponent)} y={mid + 24} textAnchor="middle" className={css.digits}>
                    10{superscript(exponent)}
                  </text>
                ) : null}
              </g>
            ))}
            {STATED.map(({ name, flops: at }) => (
              <g key={name}>
                <path d={`M${x(at)} 34V${mid}`} stroke="var(--ink-2)" strokeDasharray="2 3" />
                <text x={x(at)} y={28} textAnchor="middle">
                  {name}
                </text>
              </g>
            ))}
            <path d={`M${x(flops)} 46V${mid + 10}`} stroke="var(--ink)" strokeWidth={2.5} />
            <text x={x(flops) + (right ? -8 : 8)} y={56} textAnchor={right ? 'end' : 'start'} className={css.here}>
              this run
            </text>
            {rate === null ? null : (
              <g>
                <text x={SIDE} y={mid + 50} className={css.small}>
                  this device, measured, in
                </text>
                {times.map(({ name, seconds }) => (
                  <g key={name}>
                    <path d={`M${x(rate * seconds)} ${mid + 58}v8`} stroke="var(--ink-3)" />
                    <text x={x(rate * seconds)} y={mid + 82} textAnchor="middle" className={css.small}>
                      {name}
                    </text>
                  </g>
                ))}
              </g>
            )}
          </svg>
        </div>
      }
    />
  )
}

function RulerTable({ flops, rate, caption }: CostRulerProps & { caption: string }) {
  const rows = [
    { name: 'this run', flops },
    ...STATED.map(({ name, flops: stated }) => ({ name: `${name}, as its makers state`, flops: stated })),
    ...(rate === null ? [] : TIMES.map(({ name, seconds }) => ({ name: `this device in ${name}`, flops: rate * seconds }))),
  ].sort((a, b) => a.flops - b.flops)
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">what</th>
          <th scope="col" className="n">
            operations
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td className="n">{power(row.flops)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
