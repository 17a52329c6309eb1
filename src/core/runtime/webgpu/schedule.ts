/** From a plan to the list of its dispatches: asks every op for its kernels and places the deferred reductions. */
import { ANY_GPU, type Dispatch, type Partials, type Target } from '../../ops/wgsl.ts'
import { elements, type Plan, type Tensor } from '../../plan/plan.ts'
import { reductionDispatches, type Segment } from './reduction.ts'
import { kernels } from './registry.ts'

export interface Schedule {
  readonly dispatches: readonly Dispatch[]
  /** for each dispatch the number of its call in the plan; a reduction belongs to none */
  readonly callOf: readonly (number | undefined)[]
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
  const dispatches: Dispatch[] = []
  const callOf: (number | undefined)[] = []
  const partialOffsets = new Map<Partials, number>()
  let partialElements = 0
  let used = 0
  let waiting: Segment[] = []

  const flush = () => {
    if (waiting.length === 0) return
    for (const reduction of reductionDispatches(waiting)) {
      dispatches.push(reduction)
      callOf.push(undefined)
    }
    waiting = []
    used = 0
  }
  const touches = (tensor: Tensor) => tensor.kind === 'grad' && waiting.some(({ target }) => overlap(target, tensor))

  const waitingFor = ({ name }: Tensor) => waiting.find(({ target }) => target.name === name)

  for (const [number, call] of plan.calls.entries()) {
    for (const dispatch of kernels[call.op](call, target)) {
      const resources = dispatch.bindings.map(({ resource }) => resource)
      const collides = (r: Partials) => r.targets.some((target) => touches(target) && !(r.accumulate && waitingFor(target)))
      if (resources.some((r) => (isTensor(r) ? touches(r) : r.kind === 'partials' && collides(r)))) flush()
      for (const resource of resources) {
        if (isTensor(resource) || resource.kind !== 'partials') continue
        partialOffsets.set(resource, used)
        let source = used
        for (const target of resource.targets) {
          const part = { source, count: resource.count }
          const segment = waitingFor(target)
          if (segment) segment.parts.push(part)
          else waiting.push({ target, accumulate: resource.accumulate, parts: [part] })
          source += resource.count * elements(target.shape)
        }
        used = align(source)
        partialElements = Math.max(partialElements, used)
      }
      dispatches.push(dispatch)
      callOf.push(number)
    }
  }
  flush()
  return { dispatches, callOf, partialOffsets, partialElements }
}

export const isTensor = (resource: Dispatch['bindings'][number]['resource']): resource is Tensor => 'dtype' in resource

export const partialsSize = ({ targets, count }: Partials): number => targets.reduce((sum, { shape }) => sum + count * elements(shape), 0)

function overlap(a: Tensor, b: Tensor): boolean {
  return a.offset < b.offset + elements(b.shape) && b.offset < a.offset + elements(a.shape)
}
