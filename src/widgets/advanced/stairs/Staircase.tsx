/** Losses of all stairs that were trained: what is kept goes on at its height, what is left out hangs beside it. */
import { scaleLinear } from 'd3-scale'
import { useWidth } from '../../../figures/useWidth.ts'
import { fixed } from '../../../ui/format.ts'
import { CHANGES } from './changes.ts'
import { nameOf, type Value } from './climb.ts'
import css from './Stairs.module.css'

const HEIGHT = 220
const MARGIN = { left: 44, right: 12, top: 14, bottom: 26 }
/** What the axis shows at least, nats. */
const SPAN = 0.3

export function Staircase({ value, kept }: { value: Value; kept: string }) {
  const { ref, width } = useWidth<HTMLDivElement>(600)
  const stairs = [
    { name: 'GPT-1', losses: value.losses[''], taken: true },
    ...CHANGES.map(({ name }, i) => ({
      name,
      losses: i <= kept.length ? value.losses[nameOf(`${kept.slice(0, i)}1`)] : undefined,
      taken: kept[i] === '1',
    })),
  ]
  const all = stairs.flatMap(({ losses }) => losses ?? [])
  const [low, high] = all.length > 0 ? [Math.min(...all), Math.max(...all)] : [2, 2 + SPAN]
  const pad = Math.max(0.02, (SPAN - (high - low)) / 2)
  const y = scaleLinear([low - pad, high + pad], [HEIGHT - MARGIN.bottom, MARGIN.top])
  const step = (width - MARGIN.left - MARGIN.right) / stairs.length
  const mean = (losses: readonly number[]) => losses.reduce((a, b) => a + b, 0) / losses.length
  const narrow = width < 560
  return (
    <div ref={ref} className={css.chart}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`Held-out loss, nats a character, a stair for each change. ${stairs.map(({ name, losses }) => (losses ? `${name}: ${fixed(mean(losses), 3)}.` : '')).join(' ')}`}
      >
        {y.ticks(4).map((at) => (
          <g key={at}>
            <path d={`M${MARGIN.left} ${y(at)}H${width - MARGIN.right}`} stroke="var(--line)" />
            <text x={MARGIN.left - 8} y={y(at) + 4} textAnchor="end">
              {fixed(at)}
            </text>
          </g>
        ))}
        {stairs.map(({ name, losses, taken }, i) => {
          const x = MARGIN.left + i * step
          return (
            <g key={name}>
              {losses ? (
                <>
                  <path
                    d={`M${x + 4} ${y(mean(losses))}h${step - 8}`}
                    stroke="var(--ink)"
                    strokeWidth={taken ? 3 : 1.5}
                    strokeDasharray={taken ? undefined : '4 3'}
                  />
                  {losses.map((loss, k) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a seed is its place
                    <circle key={k} cx={x + step / 2} cy={y(loss)} r={3} fill="var(--paper)" stroke="var(--ink)" strokeWidth={1.25} />
                  ))}
                </>
              ) : null}
              <text className="label" x={x + step / 2} y={HEIGHT - 8} textAnchor="middle">
                {narrow ? i : name}
              </text>
            </g>
          )
        })}
      </svg>
      <p className="cap">
        held-out loss, nats a character; a ring for each seed, a line for their mean, dashed where a change is not kept
        {narrow ? '; 0 is GPT-1, the numbers are the changes in order' : ''}
      </p>
    </div>
  )
}
