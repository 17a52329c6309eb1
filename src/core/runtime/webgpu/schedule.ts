/** From a plan to the list of its dispatches: asks every op for its kernels and places the deferred reductions. */
import { type Stacking, weightGradientKernel } from '../../ops/linear/weightGradient.wgsl.ts'
import { ANY_GPU, type Dispatch, type Partials, type Stack, type Target } from '../../ops/wgsl.ts'
import { overlap } from '../../plan/overlap.ts'
import { elements, type Plan, type Tensor } from '../../plan/plan.ts'
import { type Batch, batches } from './batches.ts'
import { type PackedAt, packsFor } from './packs.ts'
import { reductionDispatches, type Segment } from './reduction.ts'
import { kernels } from './registry.ts'

export interface Schedule {
  readonly dispatches: readonly Dispatch[]
  /** for each dispatch the numbers of its calls in the plan; a reduction has none */
  readonly callsOf: readonly (readonly number[])[]
  /** tensors that share a buffer with others; all others have one of their own */
  readonly packs: ReadonlyMap<string, PackedAt>
  /** where each call's partial sums lie, in elements of one shared buffer */
  readonly partialOffsets: ReadonlyMap<Partials, number>
  /** elements of that buffer */
  readonly partialElements: number
}

/** Binding offsets are multiples of 256 bytes. */
const align = (n: number): number => Math.ceil(n / 64) * 64

/**
 * Partial sums wait until something needs their target: then all that wait are reduced at once. In a training plan that
 * is once a step, just before the embedding's gradient joins the output layer's in the tied matrix. Partial sums that are
 * added to a target for which others wait join these, so layers that share their weights cost no dispatch more.
 */
export function schedule(plan: Plan, target: Target = ANY_GPU): Schedule {
  const order = batches(plan)
  const wishes = order.flatMap(({ calls }) => (calls.length > 1 ? (['x', 'dy'] as const).map((slot) => distinct(calls, slot)) : []))
  const packs = packsFor(plan, wishes)
  const dispatches: Dispatch[] = []
  const callsOf: (readonly number[])[] = []
  const partialOffsets = new Map<Partials, number>()
  let partialElements = 0
  let used = 0
  let waiting: Segment[] = []

  const flush = () => {
    if (waiting.length === 0) return
    for (const reduction of reductionDispatches(waiting)) {
      dispatches.push(reduction)
      callsOf.push([])
    }
    waiting = []
    used = 0
  }
  const touches = (tensor: Tensor) => tensor.kind === 'grad' && waiting.some(({ target: goal }) => overlap(goal, tensor))
  const waitingFor = ({ name }: Tensor) => waiting.find(({ target: goal }) => goal.name === name)
  const collides = ({ targets, accumulate }: Partials) => targets.some((goal) => touches(goal) && !(accumulate && waitingFor(goal)))

  for (const { calls, numbers } of order.flatMap((batch) => granted(batch, packs))) {
    const made =
      calls[0]!.op === 'linearBackwardWeight'
        ? weightGradientKernel(calls, target, stacking(packs))
        : kernels[calls[0]!.op](calls[0]!, target)
    for (const dispatch of made) {
      const resources = dispatch.bindings.map(({ resource }) => resource)
      if (resources.some((r) => boundTensors(r).some(touches) || (isPartials(r) && collides(r)))) flush()
      for (const resource of resources.filter(isPartials)) {
        partialOffsets.set(resource, used)
        let source = used
        for (const goal of resource.targets) {
          const part = { source, count: resource.count }
          const segment = waitingFor(goal)
          if (segment) segment.parts.push(part)
          else waiting.push({ target: goal, accumulate: resource.accumulate, parts: [part] })
          source += resource.count * elements(goal.shape)
        }
        used = align(source)
        partialElements = Math.max(partialElements, used)
      }
      dispatches.push(dispatch)
      callsOf.push(numbers)
    }
  }
  flush()
  return { dispatches, callsOf, packs, partialOffsets, partialElements }
}

/** A batch, or its calls one by one where their operands could not be packed. */
function granted({ calls, numbers }: Batch, packs: Schedule['packs']): Batch[] {
  const together = (['x', 'dy'] as const).every((slot) => {
    const tensors = distinct(calls, slot)
    return tensors.length === 1 || new Set(tensors.map(({ name }) => packs.get(name)?.pack ?? name)).size === 1
  })
  return together ? [{ calls, numbers }] : calls.map((call, i) => ({ calls: [call], numbers: [numbers[i]!] }))
}

const distinct = (calls: Batch['calls'], slot: 'x' | 'dy'): Tensor[] => [...new Set(calls.map(({ inputs }) => inputs[slot]!))]

const stacking =
  (packs: Schedule['packs']): Stacking =>
  (tensors) => {
    const starts = tensors.map(({ name, offset }) => (packs.get(name)?.start ?? 0) + offset)
    const first = Math.min(...starts)
    return { kind: 'stack', tensors, starts: starts.map((start) => start - first) }
  }

type Resource = Dispatch['bindings'][number]['resource']

export const isTensor = (resource: Resource): resource is Tensor => 'dtype' in resource
const isPartials = (resource: Resource): resource is Partials => !isTensor(resource) && resource.kind === 'partials'
const isStack = (resource: Resource): resource is Stack => !isTensor(resource) && resource.kind === 'stack'

/** The plan's tensors that a binding reaches. */
export const boundTensors = (resource: Resource): readonly Tensor[] =>
  isTensor(resource) ? [resource] : isStack(resource) ? resource.tensors : []

export const partialsSize = ({ targets, count }: Partials): number => targets.reduce((sum, { shape }) => sum + count * elements(shape), 0)
