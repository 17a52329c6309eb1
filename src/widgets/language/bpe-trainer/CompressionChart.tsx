/** Tokens of the text by merges learned. */
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { useWidth } from '../../../figures/useWidth.ts'
import { int } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import css from './BpeTrainer.module.css'
import { Token } from './Token.tsx'
import type { Training } from './training.ts'

const HEIGHT = 190
const MARGIN = { top: 12, right: 8, bottom: 28, left: 40 }

export function CompressionChart({ training, done }: { training: Training; done: number }) {
  const { ref, width } = useWidth<HTMLDivElement>(320)
  const { merges, letters } = training
  const tokens = [letters, ...merges.map(({ tokensAfter }) => tokensAfter)]
  const x = scaleLinear([0, Math.max(1, merges.length)], [MARGIN.left, width - MARGIN.right])
  const y = scaleLinear([0, Math.max(1, letters)], [HEIGHT - MARGIN.bottom, MARGIN.top])
  const path = line<number>((_, i) => x(i), y)
  return (
    <Twin
      caption="Tokens of the text, by merges"
      figure={
        <div ref={ref}>
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={`From ${int(letters)} tokens without merges to ${int(tokens.at(-1)!)} with ${int(merges.length)}; ${int(tokens[done]!)} now`}
          >
            {y.ticks(4).map((tick) => (
              <g key={tick}>
                <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
                <text x={MARGIN.left - 6} y={y(tick) + 4} textAnchor="end">
                  {tick}
                </text>
              </g>
            ))}
            {x
              .ticks(4)
              .filter(Number.isInteger)
              .map((tick) => (
                <text key={tick} x={x(tick)} y={HEIGHT - 8} textAnchor="middle">
                  {tick}
                </text>
              ))}
            <path d={path(tokens) ?? ''} fill="none" stroke="var(--line-2)" strokeWidth={1.5} />
            <path d={path(tokens.slice(0, done + 1)) ?? ''} fill="none" stroke="var(--token)" strokeWidth={2.5} />
            <circle cx={x(done)} cy={y(tokens[done]!)} r={4} fill="var(--token)" />
          </svg>
        </div>
      }
      table={() => (
        <table className={css.pairs}>
          <thead>
            <tr>
              <th scope="col" className="n">
                merge
              </th>
              <th scope="col">new token</th>
              <th scope="col" className="n">
                pairs
              </th>
              <th scope="col" className="n">
                tokens after
              </th>
            </tr>
          </thead>
          <tbody>
            {merges.map(({ rank, token, count, tokensAfter }) => (
              <tr key={rank} className={rank + 1 === done ? 'on' : undefined}>
                <td className="n">{rank + 1}</td>
                <td>
                  <Token name={token} />
                </td>
                <td className="n">{int(count)}</td>
                <td className="n">{int(tokensAfter)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  )
}
