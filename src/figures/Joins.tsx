/** Words in the middle, and lines to what each is brought to on either side: where lines meet, words have become one. */
import { useMemo, useState } from 'react'
import css from './Joins.module.css'
import { type Form, joined, ROW } from './joined.ts'
import { useWidth } from './useWidth.ts'

interface JoinsProps {
  forms: readonly Form[]
  /** what stands on each side */
  left: string
  right: string
  /** so many words at most */
  most?: number
}

const HEAD = 24

export function Joins({ forms, left, right, most = 14 }: JoinsProps) {
  const { ref, width } = useWidth<HTMLDivElement>(440)
  const [at, setAt] = useState<number | null>(null)
  const placed = useMemo(() => joined(forms, most), [forms, most])
  const room = Math.floor((width / 3 - 14) / 7.2)
  const cut = (text: string): string => (text.length > room ? `${text.slice(0, room - 1)}…` : text)
  const x = { left: width * 0.22, from: width * 0.39, to: width * 0.61, right: width * 0.78 }
  const lit = (word: number): boolean | undefined => (at === null ? undefined : at === word)
  const formLit = (side: 'left' | 'right', form: number): boolean | undefined =>
    at === null ? undefined : placed.edges.some((edge) => edge.side === side && edge.form === form && edge.word === at)
  if (placed.words.length === 0) return <p className="cap">No word of this text is changed by either.</p>
  return (
    <div ref={ref}>
      <svg
        className={css.joins}
        width={width}
        height={HEAD + placed.words.length * ROW}
        role="img"
        aria-label={`${placed.words.length} words, between ${placed.left.length} ${left} and ${placed.right.length} ${right}; the table below names them`}
        onPointerLeave={() => setAt(null)}
      >
        <g className={css.heads}>
          <text x={x.left} y={14} textAnchor="end">
            {left}
          </text>
          <text x={width / 2} y={14} textAnchor="middle">
            words
          </text>
          <text x={x.right} y={14}>
            {right}
          </text>
        </g>
        <g transform={`translate(0 ${HEAD})`}>
          {placed.edges.map(({ side, word, form }) => {
            const [from, to] = side === 'left' ? [x.from, x.left + 6] : [x.to, x.right - 6]
            const [y0, y1] = [placed.words[word]!.y, placed[side][form]!.y]
            const middle = (from + to) / 2
            return (
              <path
                key={`${side}${word}/${form}`}
                data-side={side}
                data-lit={lit(word)}
                d={`M${from},${y0}C${middle},${y0} ${middle},${y1} ${to},${y1}`}
              />
            )
          })}
          {placed.words.map(({ text, y }, i) => (
            <text
              key={text}
              className={css.word}
              data-lit={lit(i)}
              x={width / 2}
              y={y + 4}
              textAnchor="middle"
              onPointerEnter={() => setAt(i)}
            >
              {cut(text)}
            </text>
          ))}
          {(['left', 'right'] as const).map((side) =>
            placed[side].map(({ text, y }, i) => (
              <text
                key={`${side}${text}`}
                data-side={side}
                data-lit={formLit(side, i)}
                x={x[side]}
                y={y + 4}
                textAnchor={side === 'left' ? 'end' : 'start'}
              >
                {cut(text)}
              </text>
            )),
          )}
        </g>
      </svg>
      {placed.rest > 0 ? (
        <p className="cap">
          {placed.rest} {placed.rest === 1 ? 'other word is' : 'other words are'} in the table only.
        </p>
      ) : null}
    </div>
  )
}
