/** A row for each thing that was measured a few times: its values as dots, their mean and interval as a bar, on one axis for all. */
import { scaleLinear } from 'd3-scale'
import css from './DotRows.module.css'
import { useWidth } from './useWidth.ts'

export interface DotRow {
  name: string
  label: string
  /** one for each seed; null where nothing was measured */
  values: readonly number[] | null
  /** their mean, and half of its interval; null where nothing was measured */
  interval: { mean: number; half: number } | null
}

export interface DotRowsProps {
  caption: string
  /** heads of the three columns: what a row is, what the axis shows, what the number is */
  heads: readonly [string, string, string]
  rows: readonly DotRow[]
  /** ends of the axis; what lies outside is drawn at its end */
  domain: readonly [number, number]
  /** vertical lines that the rows are read against */
  marks: readonly { name: string; at: number; dashed?: boolean }[]
  /** a token of tokens.css, of the dots */
  colour: string
  writeAxis: (value: number) => string
  write: (interval: { mean: number; half: number }) => string
  chosen: string
  disabled: boolean
  onChoose: (name: string) => void
}

const ROW = 30
/** Below so many pixels five numbers at the axis would run into each other. */
const NARROW = 220
/** Room on either side for the number at the axis' end. */
const EDGE = 26

export function DotRows({ caption, heads, rows, domain, marks, colour, writeAxis, write, chosen, disabled, onChoose }: DotRowsProps) {
  const { ref, width } = useWidth<HTMLDivElement>(300)
  const x = scaleLinear([...domain], [EDGE, width - EDGE]).clamp(true)
  return (
    <table className={css.rows}>
      <caption className="cap">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{heads[0]}</th>
          <th scope="col" className={css.wide}>
            <span className="vh">{heads[1]}</span>
            <div ref={ref}>
              <svg width={width} height={16} aria-hidden="true">
                {x.ticks(width < NARROW ? 2 : 5).map((value) => (
                  <text key={value} x={x(value)} y={12} textAnchor="middle">
                    {writeAxis(value)}
                  </text>
                ))}
              </svg>
            </div>
          </th>
          <th scope="col" className="n">
            {heads[2]}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, values, interval }) => (
          <tr key={name} data-chosen={name === chosen || undefined}>
            <th scope="row">
              <button type="button" aria-pressed={name === chosen} disabled={disabled} onClick={() => onChoose(name)}>
                {label}
              </button>
            </th>
            <td className={css.wide}>
              <svg width={width} height={ROW} aria-hidden="true">
                {marks.map((mark) => (
                  <path
                    key={mark.name}
                    d={`M${x(mark.at)} 0V${ROW}`}
                    stroke={mark.dashed ? 'var(--ink-3)' : 'var(--line-2)'}
                    strokeDasharray={mark.dashed ? '2 3' : undefined}
                  />
                ))}
                {interval ? (
                  <path
                    d={`M${x(interval.mean - interval.half)} ${ROW / 2}H${x(interval.mean + interval.half)}M${x(interval.mean)} ${ROW / 2 - 7}v14`}
                    stroke="var(--ink)"
                    strokeWidth={2}
                  />
                ) : null}
                {values?.map((value, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a seed is its place
                  <circle key={i} cx={x(value)} cy={ROW / 2} r={4} fill="var(--paper)" stroke={`var(--${colour})`} strokeWidth={1.5} />
                ))}
              </svg>
            </td>
            <td className="n">{interval ? write(interval) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
