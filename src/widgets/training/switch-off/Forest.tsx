/** A row for each setting: three differences as dots, their mean and interval as a bar, around a line at zero. */
import { scaleLinear } from 'd3-scale'
import { intervalOf } from '../../../experiments/interval.ts'
import { useWidth } from '../../../figures/useWidth.ts'
import { fixed, signed } from '../../../ui/format.ts'
import css from './Forest.module.css'
import type { SwitchName } from './switches.ts'

export interface ForestRow {
  name: SwitchName
  label: string
  /** nats a token, a seed each; null where nothing was trained */
  differences: readonly number[] | null
}

interface ForestProps {
  rows: readonly ForestRow[]
  chosen: SwitchName
  disabled: boolean
  onChoose: (name: SwitchName) => void
}

const ROW = 30
/** The least that an axis shows on either side, nats. */
const LEAST = 0.1

export function Forest({ rows, chosen, disabled, onChoose }: ForestProps) {
  const { ref, width } = useWidth<HTMLDivElement>(300)
  const reach = rows.reduce((most, { differences }) => {
    if (!differences) return most
    const { mean, half } = intervalOf(differences)
    return Math.max(most, Math.abs(mean) + half, ...differences.map(Math.abs))
  }, LEAST)
  const x = scaleLinear([-reach, reach], [26, width - 26])
  return (
    <table className={css.forest}>
      <caption className="cap">
        held-out loss with the setting changed, less with it as it was, nats a token: dots are seeds, bars 95 % intervals
      </caption>
      <thead>
        <tr>
          <th scope="col">changed</th>
          <th scope="col" className={css.wide}>
            <span className="vh">difference, nats a token</span>
            <div ref={ref}>
              <svg width={width} height={16} aria-hidden="true">
                {x.ticks(5).map((value) => (
                  <text key={value} x={x(value)} y={12} textAnchor="middle">
                    {value === 0 ? '0' : signed(value, 2)}
                  </text>
                ))}
              </svg>
            </div>
          </th>
          <th scope="col" className="n">
            difference
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, differences }) => (
          <tr key={name} data-chosen={name === chosen || undefined}>
            <th scope="row">
              <button type="button" aria-pressed={name === chosen} disabled={disabled} onClick={() => onChoose(name)}>
                {label}
              </button>
            </th>
            <td className={css.wide}>{<Mark differences={differences} x={x} width={width} />}</td>
            <td className="n">{differences ? said(differences) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function said(differences: readonly number[]): string {
  const { mean, half } = intervalOf(differences)
  return `${signed(mean)} ± ${fixed(half, 3)}`
}

function Mark({ differences, x, width }: { differences: readonly number[] | null; x: (value: number) => number; width: number }) {
  const interval = differences && intervalOf(differences)
  return (
    <svg width={width} height={ROW} aria-hidden="true">
      <path d={`M${x(0)} 0V${ROW}`} stroke="var(--line-2)" />
      {interval ? (
        <>
          <path
            d={`M${x(interval.mean - interval.half)} ${ROW / 2}H${x(interval.mean + interval.half)}M${x(interval.mean)} ${ROW / 2 - 7}v14`}
            stroke="var(--ink)"
            strokeWidth={2}
          />
          {differences!.map((value, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a seed is its place
            <circle key={i} cx={x(value)} cy={ROW / 2} r={4} fill="var(--paper)" stroke="var(--gradient)" strokeWidth={1.5} />
          ))}
        </>
      ) : null}
    </svg>
  )
}
