/** Vectors as rows of small bars up and down from zero, all on one scale, so that equal numbers look equal; one place in all of them is spoken of. */
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { fixed } from '../ui/format.ts'
import { Twin } from '../ui/Twin.tsx'
import { LitBox } from '../ui/Lit.tsx'
import { useHeld } from './useHeld.ts'
import { useWidth } from './useWidth.ts'
import css from './VectorBars.module.css'

export interface VectorRow {
  name: string
  values: ArrayLike<number>
  /** a token of tokens.css: "residual" */
  colour?: string
}

export interface VectorBarsProps {
  caption: string
  /** vectors of one length */
  rows: readonly VectorRow[]
  digits?: number
  /** the place that is spoken of, from 0; default: the figure's own */
  place?: number
  onPlace?: (place: number) => void
  /** a row's number at that place, as something to press; default: its digits */
  number?: (row: number, place: number, value: number) => ReactNode
}

const HEIGHT = 56

export function VectorBars({ caption, rows, digits = 3, place: given, onPlace, number }: VectorBarsProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const { place: own, held, follow, press, hold } = useHeld(0)
  const reach = rows.reduce((most, { values }) => Array.from(values).reduce((a, v) => Math.max(a, Math.abs(v)), most), 1e-9)
  const count = rows[0]?.values.length ?? 0
  const place = Math.max(0, Math.min(count - 1, given ?? own))
  const choose = (how: (place: number) => void, to: number) => {
    const next = Math.max(0, Math.min(count - 1, to))
    how(next)
    if (how !== follow || !held) onPlace?.(next)
  }
  const under = (event: PointerEvent<HTMLElement>): number =>
    Math.floor(((event.clientX - event.currentTarget.getBoundingClientRect().left) / width) * count)
  const key = (event: KeyboardEvent) => {
    const next = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: count - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    choose(hold, next)
  }
  const said = rows.map(({ name, values }) => `${name}: ${fixed(values[place] ?? 0, digits)}`).join('; ')
  return (
    <Twin
      caption={caption}
      table={() => (
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">number</th>
              {rows.map(({ name }) => (
                <th key={name} scope="col" className="n">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: count }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a number of a vector is its place
              <tr key={i}>
                <th scope="row">{i}</th>
                {rows.map(({ name, values }, r) => (
                  <td key={name} className="n">
                    {number?.(r, i, values[i]!) ?? fixed(values[i]!, digits)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      figure={
        <>
          <div
            ref={ref}
            className={css.rows}
            role="slider"
            tabIndex={0}
            aria-label={`${caption}; arrow keys move over the numbers`}
            aria-valuemin={0}
            aria-valuemax={Math.max(0, count - 1)}
            aria-valuenow={place}
            aria-valuetext={`number ${place}: ${said}`}
            onKeyDown={key}
            onPointerMove={(event) => choose(follow, under(event))}
            onPointerUp={(event) => choose(press, under(event))}
          >
            {rows.map((row) => (
              <LitBox key={row.name} name={row.colour ?? 'ink'}>
                <span className={css.name}>{row.name}</span>
                <Bars {...row} reach={reach} width={width} place={place} />
              </LitBox>
            ))}
          </div>
          <dl className={css.said}>
            <div>
              <dt>number</dt>
              <dd>{place}</dd>
            </div>
            {rows.map(({ name, values }, r) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{number?.(r, place, values[place] ?? 0) ?? fixed(values[place] ?? 0, digits)}</dd>
              </div>
            ))}
          </dl>
        </>
      }
    />
  )
}

function Bars({ values, colour = 'ink-3', reach, width, place }: VectorRow & { reach: number; width: number; place: number }) {
  const step = width / Math.max(1, values.length)
  const middle = HEIGHT / 2
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true">
      <rect x={place * step} width={Math.max(1, step)} height={HEIGHT} fill="var(--line)" />
      <path d={`M0 ${middle}H${width}`} stroke="var(--line-2)" />
      {Array.from(values, (value, i) => {
        const height = (Math.abs(value) / reach) * (middle - 1)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a number of a vector is its place
            key={i}
            x={i * step}
            width={Math.max(1, step - 1)}
            y={value > 0 ? middle - height : middle}
            height={height}
            fill={`var(--${colour})`}
          />
        )
      })}
    </svg>
  )
}
