/** A map without numbers as a table: each part with its size, and how many numbers that is. */
import type { Scene } from '../../figures/map/scene.ts'
import { int } from '../../ui/format.ts'

/** @returns learned numbers of a weight, or numbers that a text takes there; null for a part that holds none */
export function countOf({ tensors }: Scene, part: string): { count: number; learned: boolean; said: string } | null {
  const items = tensors.filter((item) => item.part === part)
  if (items.length === 0) return null
  const count = items.reduce((sum, { rows, columns }) => sum + (rows[1] - rows[0]) * (columns[1] - columns[0]), 0)
  const learned = items[0]!.kind === 'weight'
  return { count, learned, said: `${int(count)} ${learned ? 'weights' : 'numbers for this text'}` }
}

export function ShapeTable({ scene }: { scene: Scene }) {
  return (
    <table>
      <caption>The parts that are drawn, in the order of the pass</caption>
      <thead>
        <tr>
          <th scope="col">part</th>
          <th scope="col">size</th>
          <th scope="col" className="n">
            learned
          </th>
          <th scope="col" className="n">
            for this text
          </th>
        </tr>
      </thead>
      <tbody>
        {scene.parts.map(({ id, name, size }) => {
          const counted = countOf(scene, id)
          return counted ? (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{size}</td>
              <td className="n">{counted.learned ? int(counted.count) : '–'}</td>
              <td className="n">{counted.learned ? '–' : int(counted.count)}</td>
            </tr>
          ) : null
        })}
      </tbody>
    </table>
  )
}
