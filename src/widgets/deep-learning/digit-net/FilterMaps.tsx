/** Every filter with its map: what it looks for, and where in the image it found it. */
import type { CnnWeights } from '../../../worker/protocol.ts'
import { Twin } from '../../../ui/Twin.tsx'
import { fixed } from '../../../ui/format.ts'
import css from './DigitNet.module.css'
import { filterOf, FILTER } from '../../../experiments/cnn.ts'
import { Tile } from '../../../figures/Tile.tsx'

const largest = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => Math.max(a, Math.abs(b)), 0)

export function FilterMaps({ weights, maps }: { weights: CnnWeights; maps: readonly Float32Array[] }) {
  const count = weights.filterBias.length
  if (count === 0) return <p className="cap">Without filters there are no maps: each of the ten scores reads all 784 pixels.</p>
  const filters = Array.from({ length: count }, (_, f) => filterOf(weights.filters, count, f))
  const top = Math.max(...maps.map(largest))
  return (
    <Twin
      caption="each filter (5 × 5; half ink is zero, more ink is positive) and its map (24 × 24) on this image"
      table={() => <FilterTable filters={filters} maps={maps} />}
      figure={
        <ul className={css.filters}>
          {filters.map((filter, f) => {
            const size = largest(filter)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a filter's place is its identity
              <li key={f}>
                <Tile values={filter} from={-size} to={size} label={`Filter ${f + 1}: ${fixed(-size)} to ${fixed(size)}`} />
                <Tile values={maps[f]!} to={top} colour="probability" label={`Map ${f + 1}: up to ${fixed(largest(maps[f]!))}`} />
              </li>
            )
          })}
        </ul>
      }
    />
  )
}

function FilterTable({ filters, maps }: { filters: readonly Float32Array[]; maps: readonly Float32Array[] }) {
  return (
    <table>
      <caption>Weights of each filter, row by row, and the largest number of its map</caption>
      <thead>
        <tr>
          <th scope="col">filter</th>
          <th scope="col">weights</th>
          <th scope="col" className="n">
            largest
          </th>
        </tr>
      </thead>
      <tbody>
        {filters.map((filter, f) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a filter's place is its identity
          <tr key={f}>
            <th scope="row">{f + 1}</th>
            <td className="n" style={{ whiteSpace: 'pre-line' }}>
              {Array.from({ length: FILTER }, (_, row) =>
                Array.from(filter.subarray(row * FILTER, (row + 1) * FILTER), (w) => fixed(w)).join(' '),
              ).join('\n')}
            </td>
            <td className="n">{fixed(largest(maps[f]!))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
