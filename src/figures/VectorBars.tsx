/** Vectors as rows of small bars up and down from zero, all on one scale, so that equal numbers look equal. */
import { fixed } from '../ui/format.ts'
import { Twin } from '../ui/Twin.tsx'
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
}

const HEIGHT = 56

export function VectorBars({ caption, rows, digits = 3 }: VectorBarsProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const reach = rows.reduce((most, { values }) => Array.from(values).reduce((a, v) => Math.max(a, Math.abs(v)), most), 1e-9)
  const count = rows[0]?.values.length ?? 0
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
                {rows.map(({ name, values }) => (
                  <td key={name} className="n">
                    {fixed(values[i]!, digits)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      figure={
        <div ref={ref} className={css.rows}>
          {rows.map((row) => (
            <div key={row.name}>
              <span className={css.name}>{row.name}</span>
              <Bars {...row} reach={reach} width={width} />
            </div>
          ))}
        </div>
      }
    />
  )
}

function Bars({ name, values, colour = 'ink-3', reach, width }: VectorRow & { reach: number; width: number }) {
  const step = width / Math.max(1, values.length)
  const middle = HEIGHT / 2
  const largest = Array.from(values).reduce((a, v) => Math.max(a, Math.abs(v)), 0)
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={`${name}: ${values.length} numbers, the largest ${fixed(largest, 2)} in size`}>
      <path d={`M0 ${middle}H${width}`} stroke="var(--line-2)" />
      {Array.from(values, (value, i) => {
        const height = (Math.abs(value) / reach) * (middle - 1)
        // biome-ignore lint/suspicious/noArrayIndexKey: a number of a vector is its place
        return <rect key={i} x={i * step} width={Math.max(1, step - 1)} y={value > 0 ? middle - height : middle} height={height} fill={`var(--${colour})`} />
      })}
    </svg>
  )
}
