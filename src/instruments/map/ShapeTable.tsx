/** A map without numbers as a table: each part with its size, and how many numbers that is. */
import { PartsTable } from '../../figures/map/PartsTable.tsx'
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
  const rows = scene.parts.flatMap(({ id, name, size }) => {
    const counted = countOf(scene, id)
    if (!counted) return []
    const count = int(counted.count)
    const numbers: [string, string] = counted.learned ? [count, '–'] : ['–', count]
    return [{ id, name, size, numbers }]
  })
  return <PartsTable heads={['learned', 'for this text']} rows={rows} />
}
