/** Which activations lie together in one buffer, so that a dispatch for several layers can bind them at once. */
import { elementBytes, elements, type Plan, type Tensor } from '../../plan/plan.ts'

/** Where a packed tensor lies: its pack's name, and its first element in the pack's buffer. */
export interface PackedAt {
  readonly pack: string
  readonly start: number
}

/** The most bytes of a pack. */
const MOST = 2 ** 27
/** Elements until the next one may start: binding offsets are multiples of 256 bytes. The tensors of a pack have one dtype. */
const space = (tensor: Tensor): number => {
  const step = 256 / elementBytes(tensor)
  return Math.ceil(elements(tensor.shape) / step) * step
}

/**
 * Packs the tensors of each wish. A call may not bind two tensors of one buffer and write one of them, so a wish that
 * would come to that (or to too large a buffer) is not granted: look its tensors up in the result.
 */
export function packsFor(plan: Plan, wishes: readonly (readonly Tensor[])[]): ReadonlyMap<string, PackedAt> {
  const packOf = new Map<string, Set<Tensor>>()
  for (const wish of wishes) {
    const joined = new Set(wish.flatMap((tensor) => [...(packOf.get(tensor.name) ?? [tensor])]))
    if (joined.size > 1 && allowed(plan, joined)) for (const { name } of joined) packOf.set(name, joined)
  }
  const places = new Map<string, PackedAt>()
  for (const [i, pack] of [...new Set(packOf.values())].entries()) {
    let start = 0
    for (const tensor of pack) {
      places.set(tensor.name, { pack: `pack ${i}`, start })
      start += space(tensor)
    }
  }
  return places
}

/** Bytes of each pack's buffer. */
export function packSizes(plan: Plan, places: ReadonlyMap<string, PackedAt>): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const [name, { pack, start }] of places) {
    const tensor = plan.tensors.get(name)!
    sizes.set(pack, Math.max(sizes.get(pack) ?? 0, elementBytes(tensor) * (start + space(tensor))))
  }
  return sizes
}

function allowed(plan: Plan, pack: ReadonlySet<Tensor>): boolean {
  const total = [...pack].reduce((sum, tensor) => sum + elementBytes(tensor) * space(tensor), 0)
  if (total > MOST || [...pack].some(({ kind }) => kind !== 'activation' && kind !== 'input')) return false
  const names = new Set([...pack].map(({ name }) => name))
  return plan.calls.every(({ inputs, outputs }) => {
    const written = new Set(Object.values(outputs).flatMap(({ name }) => (names.has(name) ? name : [])))
    const bound = new Set([...written, ...Object.values(inputs).flatMap(({ name }) => (names.has(name) ? name : []))])
    return written.size === 0 || bound.size === 1
  })
}
