/** The keys of a map: arrows move to the next part or cell, Enter opens, Escape goes back, + − 0 zoom, f b c turn the mode, Space goes on by one operation. */
import type { KeyboardEvent } from 'react'
import type { Mode } from '../../figures/map/data.ts'
import { boxOfCell, type Cell, itemsOf } from '../../figures/map/pointed.ts'
import type { Part, Place, Scene } from '../../figures/map/scene.ts'
import type { MapView } from '../../figures/map/useView.ts'
import { type Direction, nextOperation, nextPart } from '../../figures/map/walk.ts'

interface KeysOf {
  scene: Scene
  zoom: MapView
  place: Place
  part: string | null
  cell: Cell | null
  gpt: boolean
  canChange: boolean
  onPart(id: string | null): void
  onCell(cell: Cell | null): void
  onOpen(place: Place): void
  onMode(mode: Mode): void
  onPress(part: Part, cell: Cell | null): void
}

const MODES: Readonly<Record<string, Mode>> = { f: 'forward', b: 'backward', c: 'change' }
const ZOOMS: Readonly<Record<string, number>> = { '+': 1.4, '=': 1.4, '-': 1 / 1.4 }
const ARROWS: readonly string[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']

export function mapKey(of: KeysOf): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target !== event.currentTarget && event.key !== 'Escape') return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (act(of, event)) event.preventDefault()
  }
}

/** @returns whether the key meant something */
function act(
  { scene, zoom, place, part, cell, onPart, onCell, onOpen, onMode, onPress }: KeysOf,
  { key, shiftKey }: KeyboardEvent,
): boolean {
  const show = (next: Part | null) => {
    if (!next) return
    onPart(next.id)
    zoom.reveal(next.box)
  }
  if (ZOOMS[key]) {
    const focus = scene.parts.find(({ id }) => id === part)?.box
    const { k, x, y } = zoom.view
    if (focus) zoom.zoom(ZOOMS[key], (focus.x + focus.w / 2) * k + x, (focus.y + focus.h / 2) * k + y)
    else zoom.zoom(ZOOMS[key])
    return true
  }
  if (key === '0') {
    zoom.fit()
    return true
  }
  if (MODES[key]) {
    onMode(MODES[key])
    return true
  }
  if (ARROWS.includes(key)) {
    if (cell) {
      const next = moved(scene, cell, key as Direction)
      onCell(next)
      const box = boxOfCell(scene, next)
      if (box) zoom.reveal(box)
    } else show(nextPart(scene, part, key as Direction))
    return true
  }
  if (key === ' ') {
    onCell(null)
    show(nextOperation(scene, part, shiftKey))
    return true
  }
  if (key === 'Enter') {
    const now = scene.parts.find(({ id }) => id === part)
    if (!now) return false
    if (now.opens) onPress(now, null)
    else onPress(now, firstCell(scene, now.id))
    return true
  }
  if (key === 'Escape') {
    if (cell) onCell(null)
    else if (!zoom.whole) zoom.fit()
    else if (place.head !== undefined) onOpen({ layer: place.layer })
    else if (place.layer !== undefined) onOpen({})
    else if (part) onPart(null)
    else return false
    return true
  }
  return false
}

/** Where Enter lands in a part: the last letter's first number; of shares what it reads of itself. */
function firstCell(scene: Scene, part: string): Cell | null {
  const [item] = itemsOf(scene, part)
  if (!item) return null
  const row = item.kind === 'weight' ? item.rows[0] : item.rows[1] - 1
  return { part, row, column: item.kind === 'shares' ? item.columns[1] - 1 : item.columns[0] }
}

function moved(scene: Scene, cell: Cell, key: Direction): Cell {
  const items = itemsOf(scene, cell.part)
  const item = items.find(({ columns }) => cell.column >= columns[0] && cell.column < columns[1]) ?? items[0]
  if (!item) return cell
  const [across, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] as [number, number]
  const [dr, dc] = item.turned ? [across, down] : [down, across]
  const within = (n: number, [from, to]: readonly [number, number]) => Math.max(from, Math.min(to - 1, n))
  const row = within(cell.row + dr, item.rows)
  const most = item.kind === 'shares' ? row - item.rows[0] : Number.POSITIVE_INFINITY
  return { ...cell, row, column: Math.min(most, within(cell.column + dc, item.columns)) }
}
