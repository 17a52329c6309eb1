/** Loss against the move: measured as rings on a line, predicted as a straight line in the gradient's colour. */
import { scaleLinear } from 'd3-scale'
import { useWidth } from '../../../figures/useWidth.ts'
import { fixed, signed } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import type { Slice } from './slice.ts'

const HEIGHT = 220
const MARGIN = { left: 48, right: 12, top: 12, bottom: 30 }

export function SliceChart({ slice, busy }: { slice: Slice; busy: boolean }) {
  const { ref, width } = useWidth<HTMLDivElement>(420)
  const points = [...slice.moves, { epsilon: 0, loss: slice.loss, predicted: 0, measured: 0 }].sort((a, b) => a.epsilon - b.epsilon)
  const reach = points.at(-1)!.epsilon
  const losses = points.map(({ loss }) => loss)
  const [low, high] = [Math.min(...losses), Math.max(...losses)]
  const pad = Math.max(0.15 * (high - low), 1e-6)
  const x = scaleLinear([-reach, reach], [MARGIN.left, width - MARGIN.right])
  const y = scaleLinear([low - pad, high + pad], [HEIGHT - MARGIN.bottom, MARGIN.top])
  const digits = high - low < 0.01 ? 4 : high - low < 0.2 ? 3 : 2
  const bottom = HEIGHT - MARGIN.bottom
  const clip = `slice-${slice.tensor.replaceAll('.', '-')}-${slice.index}`
  return (
    <Twin
      caption="loss on the text, nats per token, as this weight moves; straight line: the gradient"
      table={() => (
        <table>
          <caption>Loss by move of the weight</caption>
          <thead>
            <tr>
              {['moved by', 'loss', 'measured change', 'predicted'].map((name) => (
                <th key={name} scope="col" className="n">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map(({ epsilon, loss, predicted, measured }) => (
              <tr key={epsilon}>
                <td className="n">{signed(epsilon, 4)}</td>
                <td className="n">{fixed(loss, 5)}</td>
                <td className="n">{signed(measured, 5)}</td>
                <td className="n">{signed(predicted, 5)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      figure={
        <div ref={ref} aria-busy={busy}>
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={`Loss from ${fixed(losses[0]!, 3)} at ${signed(-reach)} over ${fixed(slice.loss, 3)} at 0 to ${fixed(losses.at(-1)!, 3)} at ${signed(reach)}; slope ${signed(slice.gradient, 4)}`}
          >
            <clipPath id={clip}>
              <rect x={MARGIN.left} y={MARGIN.top} width={width - MARGIN.left - MARGIN.right} height={bottom - MARGIN.top} />
            </clipPath>
            {y.ticks(4).map((value) => (
              <g key={value}>
                <path d={`M${MARGIN.left} ${y(value)}H${width - MARGIN.right}`} stroke="var(--line)" />
                <text x={MARGIN.left - 6} y={y(value) + 4} textAnchor="end">
                  {fixed(value, digits)}
                </text>
              </g>
            ))}
            {[-reach, 0, reach].map((value) => (
              <text key={value} x={x(value)} y={HEIGHT - 10} textAnchor={value < 0 ? 'start' : value > 0 ? 'end' : 'middle'}>
                {value === 0 ? 'as it is' : signed(value, 3)}
              </text>
            ))}
            <g clipPath={`url(#${clip})`}>
              <path
                d={`M${x(-reach)} ${y(slice.loss - slice.gradient * reach)}L${x(reach)} ${y(slice.loss + slice.gradient * reach)}`}
                stroke="var(--gradient)"
                strokeWidth={2}
              />
              <polyline
                points={points.map(({ epsilon, loss }) => `${x(epsilon)},${y(loss)}`).join(' ')}
                fill="none"
                stroke="var(--ink)"
                strokeWidth={1.5}
              />
            </g>
            {points.map(({ epsilon, loss }) => (
              <circle
                key={epsilon}
                cx={x(epsilon)}
                cy={y(loss)}
                r={epsilon === 0 ? 5 : 2.8}
                fill={epsilon === 0 ? 'var(--ink)' : 'var(--paper)'}
                stroke="var(--ink)"
                strokeWidth={1.25}
              />
            ))}
          </svg>
        </div>
      }
    />
  )
}
