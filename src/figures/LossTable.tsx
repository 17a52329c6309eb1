/** The table twin of the loss chart: the evaluations, or a selection of steps where there are none. */
import { fixed, int } from '../ui/format.ts'
import type { Evaluated } from './points.ts'
import { nearest, type Point } from './points.ts'

export interface LossTableProps {
  train: readonly Point[]
  validation: readonly Evaluated[]
  references: readonly { name: string; loss: number }[]
  k: number
  unit: string
}

export function LossTable({ train, validation, references, k, unit }: LossTableProps) {
  const every = Math.max(1, Math.floor(train.length / 20))
  const rows: readonly Evaluated[] = validation.length > 0 ? validation : train.filter((_, i) => i % every === 0 || i === train.length - 1)
  // As it was evaluated, where it was: the curve is thinned when it is kept, so what lies nearest changes.
  const trainOf = (row: Evaluated): number => row.train ?? nearest(train, row.x)?.y ?? Number.NaN
  const evaluated = validation.some((row) => row.train !== undefined)
  return (
    <table>
      <caption>
        {`Loss in ${unit} per character, ${evaluated ? 'evaluated on training text and on held-out text' : 'of single batches'}. `}
        {references.map((r) => `${r.name}: ${fixed(r.loss * k, 3)}`).join('; ')}
      </caption>
      <thead>
        <tr>
          <th scope="col">step</th>
          <th scope="col" className="n">
            train
          </th>
          <th scope="col" className="n">
            validation
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.x}>
            <th scope="row" className="n" style={{ textAlign: 'left' }}>
              {int(row.x)}
            </th>
            <td className="n">{fixed(trainOf(row) * k, 3)}</td>
            <td className="n">{validation.length > 0 ? fixed(row.y * k, 3) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
