/** How values spread: bars over equal bins, one panel for each group, all on one scale. */
import { scaleLinear } from 'd3-scale'
import { fixed, int } from '../ui/format.ts'
import { Twin } from '../ui/Twin.tsx'
import css from './Histogram.module.css'
import { useWidth } from './useWidth.ts'

export interface HistogramGroup {
  name: string
  values: readonly number[]
  /** drawn as a bracket around the mean, and said in the table */
  deviation: number
}

export interface HistogramProps {
  caption: string
  groups: readonly HistogramGroup[]
  bins?: number
}

const HEIGHT = 84

export function Histogram({ caption, groups, bins = 41 }: HistogramProps) {
  const { ref, width } = useWidth<HTMLDivElement>()
  const reach = Math.max(1, ...groups.map(({ values }) => Math.max(most(values), -least(values))))
  const x = scaleLinear([-reach, reach], [0, width])
  const counts = groups.map(({ values }) => countsOf(values, reach, bins))
  const edge = (bin: number): string => fixed(-reach + (2 * reach * bin) / bins, 2)
  const figure = (
    <div ref={ref} className={css.groups}>
      {groups.map((group, g) => (
        <Panel key={group.name} group={group} counts={counts[g]!} x={x} width={width} reach={reach} />
      ))}
    </div>
  )
  const table = () => (
    <>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">group</th>
            {['values', 'mean', 'standard deviation', 'lowest', 'highest'].map((name) => (
              <th key={name} scope="col" className="n">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ name, values, deviation }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="n">{int(values.length)}</td>
              {[meanOf(values), deviation, least(values), most(values)].map((value, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={i} className="n">
                  {fixed(value, 2)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>how many lie between two edges; a bar each</caption>
        <thead>
          <tr>
            <th scope="col">between</th>
            {groups.map(({ name }) => (
              <th key={name} scope="col" className="n">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: bins }, (_, bin) => bin)
            .filter((bin) => counts.some((each) => each[bin]! > 0))
            .map((bin) => (
              <tr key={bin}>
                <th scope="row">
                  {edge(bin)} … {edge(bin + 1)}
                </th>
                {groups.map(({ name }, g) => (
                  <td key={name} className="n">
                    {int(counts[g]![bin]!)}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </>
  )
  return <Twin caption={caption} figure={figure} table={table} />
}

// values may be many: too many for the arguments of Math.max
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** How many values fall into each of `bins` equal parts of [−reach, reach]. */
export function countsOf(values: readonly number[], reach: number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) counts[Math.min(bins - 1, Math.floor(((value + reach) / (2 * reach)) * bins))]!++
  return counts
}

interface PanelProps {
  group: HistogramGroup
  counts: readonly number[]
  x: (value: number) => number
  width: number
  reach: number
}

function Panel({ group: { name, values, deviation }, counts, x, width, reach }: PanelProps) {
  const y = scaleLinear([0, Math.max(...counts)], [HEIGHT - 22, 4])
  const bin = width / counts.length
  const mean = meanOf(values)
  return (
    <div className={css.panel}>
      <span className={css.name}>{name}</span>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`${name}: standard deviation ${fixed(deviation, 2)} around ${fixed(mean, 2)}, drawn from minus ${fixed(reach, 0)} to ${fixed(reach, 0)}`}
      >
        {counts.map((count, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
          <rect key={i} className={css.bar} x={i * bin + 0.5} width={Math.max(1, bin - 1)} y={y(count)} height={HEIGHT - 22 - y(count)} />
        ))}
        <line className={css.axis} x1={0} x2={width} y1={HEIGHT - 21.5} y2={HEIGHT - 21.5} />
        <path className={css.bracket} d={`M${x(mean - deviation)},${HEIGHT - 25}v7H${x(mean + deviation)}v-7`} />
        <text className={css.tick} x={x(mean)} y={HEIGHT - 3} textAnchor="middle">
          {Math.abs(mean) < 0.005 ? '' : fixed(mean, 2)} ± {fixed(deviation, 2)}
        </text>
        <text className={css.tick} x={0} y={HEIGHT - 3}>
          {fixed(-reach, 0)}
        </text>
        <text className={css.tick} x={width} y={HEIGHT - 3} textAnchor="end">
          {fixed(reach, 0)}
        </text>
      </svg>
    </div>
  )
}
