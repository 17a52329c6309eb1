/** Every number that could be changed, its gradient by the rule and by a difference. */
import { signed } from '../../../ui/format.ts'
import type { Difference } from './net.ts'
import { placeOf } from './words.ts'

export function Differences({ differences }: { differences: readonly Difference[] }) {
  return (
    <table>
      <caption>Gradient of each of the 24 numbers, by the matrix rule and by moving the number</caption>
      <thead>
        <tr>
          <th scope="col">number</th>
          <th scope="col" className="n">
            by the rule
          </th>
          <th scope="col" className="n">
            by a difference
          </th>
          <th scope="col" className="n">
            apart
          </th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ leaf, index, slope, gradient }) => (
          <tr key={`${leaf}${index}`}>
            <th scope="row">{placeOf({ matrix: leaf, index })}</th>
            <td className="n">{signed(gradient, 5)}</td>
            <td className="n">{signed(slope, 5)}</td>
            <td className="n">
              {Math.abs(slope - gradient)
                .toExponential(0)
                .replace('-', '−')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
