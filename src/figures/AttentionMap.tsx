/** A heat map of who reads from whom: rows read, columns are read; the future is empty. */
import type { KeyboardEvent, ReactNode } from 'react'
import { Twin } from '../ui/Twin.tsx'
import { share, signed, visible } from '../ui/format.ts'
import { conceptStyle, useHighlight } from '../ui/highlight.ts'
import css from './AttentionMap.module.css'
import { SharesTable } from './SharesTable.tsx'
import { useHeld } from './useHeld.ts'
import { useWidth } from './useWidth.ts'

export interface AttentionMapProps {
  tokens: readonly string[]
  /** [T][T] row-major; row i holds the shares with which token i reads tokens 0 … i */
  weights: Float32Array
  caption: string
  /** the numbers are differences of shares, from −1 to 1: more is drawn in the concept’s colour, less in grey */
  signed?: boolean
  /** the share that is spoken of, as something to press; default: its digits */
  number?: (row: number, column: number, weight: number) => ReactNode
}

const LABEL = 36

export function AttentionMap({ tokens, weights, caption, signed: apart = false, number: given }: AttentionMapProps) {
  const written = apart ? signed : share
  const number: NonNullable<typeof given> = given ?? ((_row, _column, weight) => written(weight))
  const { ref, width } = useWidth<HTMLDivElement>(420)
  const {
    place: cell,
    follow,
    press,
    hold,
  } = useHeld<{ row: number; column: number } | null>(null, (a, b) => a?.row === b?.row && a?.column === b?.column)
  const T = tokens.length
  const size = Math.max(4, Math.min(40, (width - LABEL) / Math.max(1, T)))
  const at = (row: number, column: number) => weights[row * T + column] ?? 0
  const row = Math.min(cell?.row ?? T - 1, T - 1)
  const column = Math.min(cell?.column ?? row, row)
  const more = apart ? ' more' : ''
  const said = T > 0 ? `${visible(tokens[row]!)} reads ${written(at(row, column))}${more} from ${visible(tokens[column]!)}` : 'no tokens'

  const key = (event: KeyboardEvent) => {
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (!move) return
    event.preventDefault()
    const next = Math.min(T - 1, Math.max(0, row + move[0]!))
    hold({ row: next, column: Math.min(next, Math.max(0, column + move[1]!)) })
  }

  return (
    <Twin
      caption={caption}
      table={() => (
        <SharesTable
          caption={apart ? 'Right minus left' : 'Each row adds up to 1'}
          tokens={tokens}
          write={(i, j) => {
            const weight = weights[i * tokens.length + j] ?? 0
            return given ? given(i, j, weight) : written(weight, 2)
          }}
        />
      )}
      figure={
        <>
          <div
            ref={ref}
            className={css.map}
            role="slider"
            tabIndex={0}
            aria-label={`${caption}; arrow keys move over the cells`}
            aria-valuemin={0}
            aria-valuemax={Math.max(0, T * T - 1)}
            aria-valuenow={Math.max(0, row * T + column)}
            aria-valuetext={said}
            onKeyDown={key}
          >
            <svg width={LABEL + T * size} height={LABEL + T * size} aria-hidden="true">
              {tokens.map((token, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
                <g key={i}>
                  <Label
                    name={`query/row-${i + 1}`}
                    x={LABEL - 6}
                    y={LABEL + (i + 0.5) * size + 4}
                    anchor="end"
                    on={i === row}
                    token={token}
                  />
                  <Label
                    name={`key/column-${i + 1}`}
                    x={LABEL + (i + 0.5) * size}
                    y={LABEL - 8}
                    anchor="middle"
                    on={i === column}
                    token={token}
                  />
                  {Array.from({ length: i + 1 }, (_, j) => (
                    <Cell
                      // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
                      key={j}
                      x={LABEL + j * size}
                      y={LABEL + i * size}
                      size={size}
                      weight={at(i, j)}
                      digits={written(at(i, j), 2)}
                      on={i === row && j === column}
                      onEnter={() => follow({ row: i, column: j })}
                      onPress={() => press({ row: i, column: j })}
                    />
                  ))}
                </g>
              ))}
            </svg>
          </div>
          <p className="cap n">
            {T > 0 ? (
              <>
                {visible(tokens[row]!)} reads {number(row, column, at(row, column))}
                {more} from {visible(tokens[column]!)}
              </>
            ) : (
              said
            )}
          </p>
        </>
      }
    />
  )
}

interface LabelProps {
  /** a part that the text can point at: rows ask, columns are asked; counted from 1 */
  name: string
  x: number
  y: number
  anchor: 'end' | 'middle'
  on: boolean
  token: string
}

function Label({ name, x, y, anchor, on, token }: LabelProps) {
  const { on: lit, handlers } = useHighlight(name)
  return (
    <text x={x} y={y} textAnchor={anchor} className={lit ? css.lit : on ? css.on : undefined} style={conceptStyle(name)} {...handlers}>
      {visible(token)}
    </text>
  )
}

interface CellProps {
  x: number
  y: number
  size: number
  weight: number
  digits: string
  on: boolean
  onEnter: () => void
  onPress: () => void
}

function Cell({ x, y, size, weight, digits, on, onEnter, onPress }: CellProps) {
  const { on: lit } = useHighlight('probability')
  return (
    <g onPointerEnter={onEnter} onPointerUp={onPress}>
      <rect
        x={x}
        y={y}
        width={size - 1}
        height={size - 1}
        fill={`color-mix(in oklab, var(--${weight < 0 ? 'ink-3' : 'probability'}) ${(8 + 92 * Math.abs(weight)).toFixed(1)}%, var(--paper))`}
        stroke={on ? 'var(--ink)' : lit ? 'var(--probability)' : 'none'}
        strokeWidth={on ? 2 : 1}
      />
      {size >= 30 ? (
        <text
          x={x + size / 2}
          y={y + size / 2 + 4}
          textAnchor="middle"
          style={{ fill: Math.abs(weight) > 0.45 ? 'var(--paper)' : 'var(--ink)' }}
        >
          {digits}
        </text>
      ) : null}
    </g>
  )
}
