/** All parameters of a model as one area: the tables at the left, then a column for each block, attention above feed-forward. */
import { useWidth } from '../../../figures/useWidth.ts'
import { int } from '../../../ui/format.ts'
import { Lit } from '../../../ui/Lit.tsx'
import { useHighlight } from '../../../ui/highlight.ts'
import css from './ModelCount.module.css'
import type { Counted, PartKey } from './count.ts'

const HEIGHT = 208
/** Below this width a name would not fit. */
const NAMED = 52

interface AreaProps {
  of: Pick<Counted, 'config' | 'account'>
  part: PartKey
  onPart: (part: PartKey) => void
}

export function Area({ of: { config, account }, part, onPart }: AreaProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const { counts, parameters } = account
  const token = useHighlight('token')
  const scale = width / parameters
  const own = counts.attention + counts.feedForward + counts.norms
  const top = (HEIGHT * counts.attention) / own
  const middle = (HEIGHT * counts.feedForward) / own
  const tables = [
    { key: 'tokens', name: 'tokens', colour: 'token', count: counts.tokens },
    { key: 'positions', name: 'places', colour: 'position', count: counts.positions },
    { key: 'output', name: 'output', colour: 'token', count: counts.output },
  ] as const
  const left = (counts.tokens + counts.positions) * scale
  const column = (own * scale) / config.nLayer
  const gap = column > 6 ? 1.5 : column > 2 ? 0.5 : 0
  const said = `${int(parameters)} parameters as one area: token table ${int(counts.tokens)}, positions ${int(counts.positions)}, ${config.nLayer} blocks of ${int(own / config.nLayer)}`
  return (
    <div ref={ref} className={css.area}>
      <svg width={width} height={HEIGHT} role="img" aria-label={said} data-lit={token.on || undefined}>
        {tables.map(({ key, name, colour, count }) => {
          if (count === 0) return null
          const x = key === 'tokens' ? 0 : key === 'positions' ? counts.tokens * scale : left + own * scale
          return (
            <Lit key={key} name={colour}>
              {/* biome-ignore lint/a11y/noStaticElementInteractions: a pointer's way to what the rows of the table below do */}
              <rect
                className={css.piece}
                data-on={part === key || undefined}
                x={x}
                width={Math.max(1, count * scale - 1.5)}
                height={HEIGHT}
                fill={`var(--${colour})`}
                onClick={() => onPart(key)}
              />
              {count * scale > NAMED ? (
                <text x={x + 8} y={20} className={css.name}>
                  {name}
                </text>
              ) : null}
            </Lit>
          )
        })}
        <Lit name="residual">
          {Array.from({ length: config.nLayer }, (_, layer) => {
            const x = left + layer * column
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
              <g key={layer}>
                {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
                <rect
                  className={css.piece}
                  data-on={part === 'attention' || undefined}
                  x={x}
                  width={Math.max(0.4, column - gap)}
                  height={top}
                  fill="var(--ink-3)"
                  onClick={() => onPart('attention')}
                />
                {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
                <rect
                  className={css.piece}
                  data-on={part === 'feedForward' || undefined}
                  x={x}
                  y={top + 1.5}
                  width={Math.max(0.4, column - gap)}
                  height={Math.max(0, middle - 1.5)}
                  fill="var(--residual)"
                  onClick={() => onPart('feedForward')}
                />
              </g>
            )
          })}
          {own * scale > 2 * NAMED ? (
            <>
              <text x={left + 8} y={20} className={css.name}>
                attention
              </text>
              <text x={left + 8} y={top + 21.5} className={css.name}>
                feed-forward
              </text>
            </>
          ) : null}
        </Lit>
      </svg>
    </div>
  )
}
