/** Pairs as a heat map: a row for the character before, a column for the one after. */
import type { CSSProperties, KeyboardEvent } from 'react'
import { memo, useState } from 'react'
import { LitBox } from '../../../ui/Lit.tsx'
import { useWidth } from '../../../figures/useWidth.ts'
import { int, share, visible } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import css from './BigramBench.module.css'
import { type Bigram, followersOf } from './counts.ts'

const LABEL = 20

export interface PairMapProps {
  bigram: Bigram
  /** the characters that have a row and a column */
  ids: readonly number[]
  /** the row that is read, an id */
  row: number
  onRow: (id: number) => void
}

export function PairMap({ bigram, ids, row, onRow }: PairMapProps) {
  const { ref, width } = useWidth<HTMLDivElement>(420)
  const [chosen, setColumn] = useState(() => Math.max(0, ids.indexOf(followersOf(bigram, row)[0]?.id ?? -1)))
  // Another text may have fewer characters.
  const column = Math.min(chosen, ids.length - 1)
  const size = Math.max(6, Math.min(18, (width - LABEL) / ids.length))
  const at = ids.indexOf(row)
  const b = ids[column]!
  const V = bigram.vocabulary.length
  const count = bigram.counts[row * V + b]!
  const name = (id: number) => visible(bigram.vocabulary[id]!)
  const said = `after ${name(row)} came ${name(b)} ${int(count)} of ${int(bigram.totals[row]!)} times`
  const key = (event: KeyboardEvent): void => {
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (!move) return
    event.preventDefault()
    const clamp = (n: number) => Math.min(ids.length - 1, Math.max(0, n))
    if (move[0] !== 0) onRow(ids[clamp(Math.max(0, at) + move[0]!)]!)
    setColumn(clamp(column + move[1]!))
  }
  return (
    <Twin
      caption={`The ${ids.length} most frequent characters: row before, column after; the fuller the colour, the more often`}
      table={() => <PairTable bigram={bigram} ids={ids} />}
      figure={
        <LitBox name="probability">
          <div
            ref={ref}
            className={css.map}
            role="slider"
            tabIndex={0}
            aria-label="Pairs of characters; arrow keys move over the cells"
            aria-valuemin={0}
            aria-valuemax={ids.length ** 2 - 1}
            aria-valuenow={Math.max(0, at) * ids.length + column}
            aria-valuetext={said}
            onKeyDown={key}
          >
            <svg
              width={LABEL + ids.length * size}
              height={LABEL + ids.length * size}
              style={{ '--label': `${Math.min(12, size)}px` } as CSSProperties}
              aria-hidden="true"
            >
              {ids.map((id, i) => (
                <g key={id}>
                  <text x={LABEL - 6} y={LABEL + (i + 0.5) * size + 4} textAnchor="end" className={i === at ? css.on : undefined}>
                    {name(id)}
                  </text>
                  <text x={LABEL + (i + 0.5) * size} y={LABEL - 7} textAnchor="middle" className={i === column ? css.on : undefined}>
                    {name(id)}
                  </text>
                </g>
              ))}
              <Cells
                bigram={bigram}
                ids={ids}
                size={size}
                onCell={(i, j) => {
                  onRow(ids[i]!)
                  setColumn(j)
                }}
              />
              {at < 0 ? null : (
                <rect
                  x={LABEL}
                  y={LABEL + at * size}
                  width={ids.length * size}
                  height={size}
                  fill="none"
                  stroke="var(--ink)"
                  pointerEvents="none"
                />
              )}
            </svg>
            <p className="cap n">{said}</p>
          </div>
        </LitBox>
      }
    />
  )
}

interface CellsProps {
  bigram: Bigram
  ids: readonly number[]
  size: number
  onCell: (row: number, column: number) => void
}

/** Nearly a thousand squares: drawn again only when the table or its size changes. */
const Cells = memo(
  function Cells({ bigram: { counts, totals, vocabulary }, ids, size, onCell }: CellsProps) {
    return ids.map((a, i) => (
      <g key={a}>
        {ids.map((b, j) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: a pointer's way to what the arrow keys do on the frame
          <rect
            key={b}
            x={LABEL + j * size}
            y={LABEL + i * size}
            width={size - 1}
            height={size - 1}
            // The square root lets pairs of a few per cent be seen beside those that are nearly certain.
            fill={`color-mix(in oklab, var(--probability) ${(100 * Math.sqrt(counts[a * vocabulary.length + b]! / Math.max(1, totals[a]!))).toFixed(1)}%, var(--paper-2))`}
            onClick={() => onCell(i, j)}
          />
        ))}
      </g>
    ))
  },
  (before, now) => before.bigram === now.bigram && before.ids === now.ids && before.size === now.size,
)

function PairTable({ bigram: { counts, totals, vocabulary }, ids }: Pick<PairMapProps, 'bigram' | 'ids'>) {
  return (
    <table>
      <caption>Share of the column’s character after the row’s</caption>
      <thead>
        <tr>
          <th scope="col">before ↓ after →</th>
          {ids.map((id) => (
            <th key={id} scope="col" className="n">
              {visible(vocabulary[id]!)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ids.map((a) => (
          <tr key={a}>
            <th scope="row">{visible(vocabulary[a]!)}</th>
            {ids.map((b) => (
              <td key={b} className="n">
                {share(counts[a * vocabulary.length + b]! / Math.max(1, totals[a]!), 2)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
