/** Which part of a scene, and which number of it, lies under a point. */
import { type Part, type Scene, type TensorItem, within } from './scene.ts'

/** One number of a tensor: its row and column in that tensor; of shares the letter that reads and the one that is read. */
export interface Cell {
  part: string
  row: number
  column: number
}

/** The smallest part there; what is thinner than a finger counts a little farther out. */
export function partAt({ parts }: Scene, x: number, y: number, k: number): Part | null {
  const air = 3 / k
  const hit = parts.filter(({ box }) => within({ x: box.x - air, y: box.y - air, w: box.w + 2 * air, h: box.h + 2 * air }, x, y))
  return hit.reduce<Part | null>((best, each) => (best && best.box.w * best.box.h <= each.box.w * each.box.h ? best : each), null)
}

export const itemsOf = ({ tensors }: Scene, part: string): TensorItem[] => tensors.filter((item) => item.part === part)

export function cellAt(scene: Scene, { id }: Part, x: number, y: number): Cell | null {
  const items = itemsOf(scene, id)
  const item = items.find(({ box }) => within(box, x, y)) ?? items[0]
  if (!item) return null
  const { box, rows, columns, turned } = item
  const along = (at: number, size: number, [from, to]: readonly [number, number]) =>
    Math.min(to - 1, Math.max(from, from + Math.floor((at / size) * (to - from))))
  const [row, column] = turned
    ? [along(x - box.x, box.w, rows), along(y - box.y, box.h, columns)]
    : [along(y - box.y, box.h, rows), along(x - box.x, box.w, columns)]
  return { part: id, row, column }
}

/** Where a cell stands in the scene. */
export function boxOfCell(scene: Scene, { part, row, column }: Cell) {
  const items = itemsOf(scene, part)
  const item = items.find(({ rows, columns }) => row >= rows[0] && row < rows[1] && column >= columns[0] && column < columns[1]) ?? items[0]
  if (!item) return null
  const { box, rows, columns, turned } = item
  const [w, h] = turned
    ? [box.w / (rows[1] - rows[0]), box.h / (columns[1] - columns[0])]
    : [box.w / (columns[1] - columns[0]), box.h / (rows[1] - rows[0])]
  const [i, j] = turned ? [row - rows[0], column - columns[0]] : [column - columns[0], row - rows[0]]
  return { x: box.x + i * w, y: box.y + j * h, w, h }
}
