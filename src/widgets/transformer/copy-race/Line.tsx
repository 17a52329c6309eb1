/** One line of the task, and from each letter that is asked for a bow back to where it stands already. */
import { useState } from 'react'
import { useWidth } from '../../../figures/useWidth.ts'
import css from './CopyRace.module.css'

const HEIGHT = 150
const BASE = 126

export function Line({ text, letters }: { text: string; letters: number }) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const [at, setAt] = useState(letters + 3)
  const all = [...text]
  const cell = Math.min(44, width / all.length)
  const x = (place: number): number => (width - cell * all.length) / 2 + cell * (place + 0.5)
  const asked = all.map((_, place) => place).filter((place) => place > letters + 1)
  const held = Math.min(at, all.length - 1)
  const source = held - letters - 1
  return (
    <div ref={ref} className={css.line}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`${text}: each letter of the second word stands ${letters + 1} places before`}
      >
        {asked.map((place) => (
          <path
            key={place}
            className={place === held ? css.held : css.bow}
            d={`M ${x(place)} ${BASE - 22} C ${x(place)} ${BASE - 112}, ${x(place - letters - 1)} ${BASE - 112}, ${x(place - letters - 1)} ${BASE - 22}`}
          />
        ))}
        {all.map((letter, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a letter's place is its identity
          <g key={place} onPointerEnter={() => place > letters + 1 && setAt(place)}>
            <rect className={css.hit} x={x(place) - cell / 2} y={0} width={cell} height={HEIGHT} />
            <text
              className={place === held || place === source ? css.named : css.letter}
              x={x(place)}
              y={BASE}
              fontSize={Math.min(24, cell)}
            >
              {letter === ' ' ? '␣' : letter}
            </text>
          </g>
        ))}
      </svg>
      <p className="cap">
        After <code>{text.slice(0, held)}</code> comes <code>{all[held]}</code>. It has to be fetched from {letters + 1} places back, or it
        has been kept. Point at another letter.
      </p>
    </div>
  )
}
