/** The way through a map by keyboard: to the next part in a direction, or to the next operation. */
import type { Box, Part, Scene } from './scene.ts'

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

const AWAY: Readonly<Record<Direction, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const middle = ({ x, y, w, h }: Box) => [x + w / 2, y + h / 2] as const

/** Parts that are no whole of others: what an arrow lands on. */
export function leaves({ parts, tensors }: Scene): Part[] {
  const drawn = new Set(tensors.map(({ part }) => part))
  return parts.filter(({ id, opens }) => drawn.has(id) || opens !== undefined || id === 'probabilities')
}

/** The nearest part that way; sideways counts more than ahead. The last one where there is no way on. */
export function nextPart(scene: Scene, from: string | null, direction: Direction): Part | null {
  const all = leaves(scene)
  const now = all.find(({ id }) => id === from)
  if (!now) return all[0] ?? null
  const [dx, dy] = AWAY[direction]
  const [x, y] = middle(now.box)
  let best: Part = now
  let least = Number.POSITIVE_INFINITY
  for (const each of all) {
    const [a, b] = middle(each.box)
    const ahead = (a - x) * dx + (b - y) * dy
    const aside = Math.abs((a - x) * dy) + Math.abs((b - y) * dx)
    if (each === now || ahead <= 1) continue
    const far = ahead + 2.5 * aside
    if (far < least) [best, least] = [each, far]
  }
  return best
}

/** Operations in the order in which the pass does them; tables and weights are what they work with. */
export function nextOperation(scene: Scene, from: string | null, back = false): Part | null {
  const kinds = new Map(scene.tensors.map(({ part, kind }) => [part, kind]))
  const all = scene.parts.filter(({ id }) => (kinds.get(id) ?? 'weight') !== 'weight' || id === 'probabilities')
  const at = all.findIndex(({ id }) => id === from)
  const next = at === -1 ? 0 : at + (back ? -1 : 1)
  return all[Math.max(0, Math.min(all.length - 1, next))] ?? null
}

/** What happens there, in a few words. */
export function operationOf(id: string, pre: boolean): string {
  const last = id.split('.').at(-1)!
  if (id.includes('.head.')) return 'each letter shares itself out over those so far, by softmax of q·k'
  const said: Readonly<Record<string, string>> = {
    token: 'the row of the token table',
    position: 'the row of the position table',
    before: pre ? 'what the block reads, before its norm' : 'what the block reads',
    query: 'a product with c_attn: what each letter looks for',
    key: 'a product with c_attn: what it is found by',
    value: 'a product with c_attn: what it hands over',
    mix: 'values added up by their shares',
    between: pre ? 'c_proj, added to the stream' : 'c_proj, added to the stream, LayerNorm',
    inner: 'a product with c_fc: wider',
    bent: 'each number bent by itself',
    after: pre ? 'c_proj, added to the stream' : 'c_proj, added to the stream, LayerNorm',
    top: 'what the last block gives out',
    logits: 'a product with each row of the table',
    probabilities: 'softmax: shares of the next letter',
  }
  return said[last] ?? ''
}
