/**
 * Less memory for a plan that nobody looks into: activations whose lives do not meet lie in the same place.
 *
 * A call never writes over what it reads, since a GPU may not bind one buffer for both. Runtimes need no other rule: they already
 * keep the order of calls that touch one tensor. Numbers are the same to the bit; only names are lost.
 */
import { elements, type KernelCall, type Plan, type Tensor } from './plan.ts'

interface Slot {
  name: string
  size: number
}

/** @param keep activations that are read after a replay, by name; all others can no longer be read, and `gradients` is empty */
export function reuseMemory(plan: Plan, keep: readonly string[]): Plan {
  const lastUse = new Map<string, number>()
  plan.calls.forEach((call, i) => {
    for (const { name } of tensorsOf(call)) lastUse.set(name, i)
  })
  const moves = ({ kind, name }: Tensor) => kind === 'activation' && !keep.includes(name)
  const places: Slot[] = []
  const at = new Map<string, Slot>()
  let free: Slot[] = []
  for (const [i, call] of plan.calls.entries()) {
    for (const { name } of Object.values(call.outputs)) {
      const tensor = plan.tensors.get(name)!
      if (!moves(tensor) || at.has(name)) continue
      const size = elements(tensor.shape)
      const place = nearest(free, size) ?? { name: `memory ${places.length}`, size: 0 }
      if (place.size === 0) places.push(place)
      place.size = Math.max(place.size, size)
      free = free.filter((other) => other !== place)
      at.set(name, place)
    }
    const done = new Set([...tensorsOf(call)].filter(({ name }) => lastUse.get(name) === i).flatMap(({ name }) => at.get(name) ?? []))
    free.push(...done)
  }

  const moved = new Map<Tensor, Tensor>()
  const move = (tensor: Tensor): Tensor => {
    const place = at.get(tensor.name)
    if (!place) return tensor
    const there = moved.get(tensor) ?? { ...tensor, name: place.name }
    moved.set(tensor, there)
    return there
  }
  const all = (slots: KernelCall['inputs']) => Object.fromEntries(Object.entries(slots).map(([slot, tensor]) => [slot, move(tensor)]))
  const tensors = new Map([...plan.tensors].filter(([name]) => !at.has(name)))
  for (const { name, size } of places) tensors.set(name, { name, shape: [size], dtype: 'f32', kind: 'activation', offset: 0 })
  return {
    ...plan,
    calls: plan.calls.map((call) => ({ ...call, inputs: all(call.inputs), outputs: all(call.outputs) })),
    tensors,
    gradients: new Map(),
  }
}

const tensorsOf = ({ inputs, outputs }: KernelCall): Tensor[] => [...Object.values(inputs), ...Object.values(outputs)]

/** The smallest place that is large enough, else the largest, which then grows: a place more would cost all of `size`. */
function nearest(free: readonly Slot[], size: number): Slot | undefined {
  const enough = free.filter((place) => place.size >= size)
  if (enough.length > 0) return enough.reduce((best, place) => (place.size < best.size ? place : best))
  return free.reduce<Slot | undefined>((best, place) => (best === undefined || place.size > best.size ? place : best), undefined)
}
