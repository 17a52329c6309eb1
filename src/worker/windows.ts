/** Many windows of text as few passes: those that begin alike are one, and passes of one length stand side by side. */
import type { ModelConfig } from '../core/config.ts'
import type { Batch } from '../core/data/batches.ts'
import { isCausal } from '../core/inspect/inspector.ts'

const SHORTEST_WINDOW = 16

/** The next power of two: a text that grows by a letter seldom needs another plan. */
export function roomFor(length: number, nCtx: number): number {
  let room = SHORTEST_WINDOW
  while (room < length) room *= 2
  return Math.min(room, nCtx)
}

/** The same for windows that stand side by side: what is too much room is computed for each of them. */
const roomBeside = (length: number, nCtx: number): number => Math.min(Math.ceil(length / SHORTEST_WINDOW) * SHORTEST_WINDOW, nCtx)

/** One window, and the lengths at which a window that was asked for ends; its last token is only a target. */
export interface WindowPass {
  ids: Int32Array
  ends: number[]
}

/** Windows of two tokens or more. Where a token sees what comes after it, each is a pass of its own, of its own length. */
export function passesOver(windows: readonly Int32Array[], config: ModelConfig): { room: number; rows: WindowPass[] }[] {
  const causal = isCausal(config)
  const longestFirst = [...new Map(windows.map((ids) => [ids.join(), ids])).values()].sort((a, b) => b.length - a.length)
  const rows: WindowPass[] = []
  for (const ids of longestFirst) {
    const longer = causal ? rows.find((row) => ids.every((id, i) => row.ids[i] === id)) : undefined
    if (longer) longer.ends.push(ids.length)
    else rows.push({ ids, ends: [ids.length] })
  }
  const byRoom = new Map<number, WindowPass[]>()
  for (const row of rows) {
    const room = causal ? roomBeside(row.ids.length - 1, config.nCtx) : row.ids.length - 1
    byRoom.set(room, [...(byRoom.get(room) ?? []), row])
  }
  return [...byRoom].map(([room, rows]) => ({ room, rows }))
}

/** Up to `batch` windows in a batch of rooms; what stands behind a window is any token. */
export function besideEachOther(rows: readonly WindowPass[], batch: number, room: number): Batch {
  const [ids, targets] = [new Int32Array(batch * room), new Int32Array(batch * room)]
  for (const [r, row] of rows.entries()) {
    ids.set(row.ids.subarray(0, -1), r * room)
    targets.set(row.ids.subarray(1), r * room)
  }
  return { ids, targets }
}
