/** What each stair costs, which is known at once, and above it the losses of those that were trained: what is kept goes on at its height, what is left out hangs beside it. */
import { scaleLinear } from 'd3-scale'
import type { Precedent } from '../../../experiments/precedent.ts'
import { useWidth } from '../../../figures/useWidth.ts'
import { modelName } from '../../../instruments/words.ts'
import { fixed, signed } from '../../../ui/format.ts'
import { CHANGES } from './changes.ts'
import { type Cost, nameOf, type Value } from './climb.ts'
import css from './Stairs.module.css'

const HEIGHT = 300
/** Of the stairs' costs, at the foot: before anything is trained they are what there is to see. */
const COSTS = { first: 170, later: 84 }
const MARGIN = { left: 44, right: 12, top: 14, bottom: 26 }
/** What the axis shows at least, nats. */
const SPAN = 0.3

export function Staircase({ value, kept, precedent }: { value: Value; kept: string; precedent: Precedent | null }) {
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
  const known = precedent ? [{ name: modelName(precedent.model), loss: precedent.loss }] : []
  const rules = [...(precedent?.bigram ? [{ name: 'a table of pairs', loss: precedent.bigram }] : []), ...known]
  const shown = all.length > 0 ? all : rules.map(({ loss }) => loss)
  const [low, high] = shown.length > 0 ? [Math.min(...shown), Math.max(...shown)] : [2, 2 + SPAN]
  const foot = all.length > 0 ? COSTS.later : COSTS.first
  const pad = Math.max(0.02, (SPAN - (high - low)) / 2)
  const y = scaleLinear([low - pad, high + pad], [HEIGHT - MARGIN.bottom - foot, MARGIN.top])
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
        {y.ticks(all.length > 0 ? 4 : 3).map((at) => (
          <g key={at}>
            <path d={`M${MARGIN.left} ${y(at)}H${width - MARGIN.right}`} stroke="var(--line)" />
            <text x={MARGIN.left - 8} y={y(at) + 4} textAnchor="end">
              {fixed(at)}
            </text>
          </g>
        ))}
        {rules
          .filter(({ loss }) => loss > low - pad && loss < high + pad)
          .map(({ name, loss }) => (
            <g key={name}>
              <path d={`M${MARGIN.left} ${y(loss)}H${width - MARGIN.right}`} stroke="var(--ink-3)" strokeDasharray="1 3" />
              <text className="label halo" x={width - MARGIN.right} y={y(loss) - 6} textAnchor="end">
                {name}, {fixed(loss)}
              </text>
            </g>
          ))}
        <Costs costs={value.costs} {...{ foot, step, width }} />
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
        above: held-out loss, nats a character; a ring for each seed, a line for their mean, dashed where a change is not kept. Below: what
        each change alone adds to GPT-1’s parameters (filled) and to the operations of a step (outlined), in percent
        {narrow ? '; 0 is GPT-1, the numbers are the changes in order' : ''}
      </p>
    </div>
  )
}

/** Two bars for each change, from the line on which it costs nothing. */
function Costs({ costs, foot, step, width }: { costs: readonly Cost[]; foot: number; step: number; width: number }) {
  const most = Math.max(...costs.flatMap(({ parameters, flops }) => [Math.abs(parameters), Math.abs(flops)]))
  const middle = HEIGHT - MARGIN.bottom - foot / 2
  const reach = foot / 2 - 20
  const bar = Math.min(14, step / 5)
  return (
    <>
      <path d={`M${MARGIN.left} ${middle}H${width - MARGIN.right}`} stroke="var(--ink)" strokeWidth={0.75} />
      <text x={MARGIN.left - 8} y={middle + 4} textAnchor="end">
        0 %
      </text>
      {costs.map(({ parameters, flops }, i) => {
        const x = MARGIN.left + (i + 1.5) * step
        const least = Math.min(parameters, flops) < 0
        const far = Math.abs(parameters) >= Math.abs(flops) ? parameters : flops
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a change is its place
          <g key={i}>
            {[parameters, flops].map((share, k) => {
              const tall = (reach * Math.abs(share)) / most
              return (
                <rect
                  key={k === 0 ? 'parameters' : 'operations'}
                  x={x - bar + k * (bar + 1)}
                  y={share > 0 ? middle - tall : middle}
                  width={bar}
                  height={tall}
                  fill={k === 0 ? 'var(--ink-2)' : 'var(--paper)'}
                  stroke="var(--ink-2)"
                />
              )
            })}
            <text
              x={x}
              y={least ? middle + (reach * Math.abs(far)) / most + 13 : middle - (reach * Math.abs(far)) / most - 5}
              textAnchor="middle"
            >
              {signed(100 * far, 1)}
            </text>
          </g>
        )
      })}
    </>
  )
}
