/** One weight moved by hand: the loss that follows, beside the change that the gradient predicts. */
import { CourseError } from '../errors.ts'
import type { ModelLayout } from '../model/plans.ts'
import { elements } from '../plan/plan.ts'
import type { ParameterStore } from '../runtime/runtime.ts'
import { mean } from '../train/evaluator.ts'
import type { Inspector } from './inspector.ts'
import { parameterOf } from './parameters.ts'

export interface NudgeRequest {
  /** of a parameter: "h.0.attn.c_attn.weight" */
  name: string
  /** into its numbers, row-major */
  index: number
  /** by how much it is moved */
  epsilon: number
}

export interface Nudge extends NudgeRequest {
  /** before the move */
  weight: number
  /** dL/d(weight) */
  gradient: number
  /** mean over the window, nats per token */
  lossBefore: number
  lossAfter: number
  /** gradient · ε: the change of the loss if it were a straight line */
  predicted: number
  /** lossAfter − lossBefore */
  measured: number
}

/** What a pass leaves before any weight is moved: the loss, and gradients by the names of parameters as they are asked for. */
export interface UnmovedPass {
  loss: number
  gradients: Map<string, Float32Array>
}

/** The passes that a moved weight needs, all over one store: forwards for the losses, backwards for the gradient. */
export interface NudgePasses {
  forwards: Inspector
  backwards: Inspector
}

/** The pass forwards over this window, with the weights as they are. */
export async function unmovedPass({ forwards }: NudgePasses, ids: Int32Array, targets: Int32Array): Promise<UnmovedPass> {
  return { loss: await lossOf(forwards, ids, targets), gradients: new Map() }
}

/**
 * The loss on one window, ids and targets [T], before and after a weight is moved in the store that the passes read; it has its own
 * weight back afterwards.
 * @param unmoved the pass over that window before any move
 * @throws CourseError 'bad-argument' for an unknown parameter, an index outside it, or an ε that is 0, not finite, or too large for a float
 */
export async function nudge(
  passes: NudgePasses,
  store: ParameterStore,
  layout: ModelLayout,
  { ids, targets, unmoved }: { ids: Int32Array; targets: Int32Array; unmoved: UnmovedPass },
  { name, index, epsilon }: NudgeRequest,
): Promise<Nudge> {
  const place = placeOf(layout, name, index)
  if (!Number.isFinite(epsilon) || epsilon === 0) {
    throw new CourseError('bad-argument', `The weight is to be moved by ${epsilon}.`, 'Use a small number that is not 0, like 0.01.')
  }
  const own = await store.read('weight', place, 1)
  const moved = Float32Array.of(own[0]! + epsilon)
  if (!Number.isFinite(moved[0])) {
    throw new CourseError(
      'bad-argument',
      `Moved by ${epsilon}, the weight ${own[0]} is more than a 32-bit number can hold.`,
      'Use a small number, like 0.01.',
    )
  }
  const gradient = (await gradientOf(passes.backwards, ids, targets, unmoved, name))[index]!
  try {
    store.write('weight', moved, place)
    const lossAfter = await lossOf(passes.forwards, ids, targets)
    // A float cannot move by every ε exactly, so the prediction is for the move that took place.
    const predicted = gradient * (moved[0]! - own[0]!)
    const measured = lossAfter - unmoved.loss
    return { name, index, epsilon, weight: own[0]!, gradient, lossBefore: unmoved.loss, lossAfter, predicted, measured }
  } finally {
    store.write('weight', own, place)
  }
}

async function lossOf(inspector: Inspector, ids: Int32Array, targets: Int32Array): Promise<number> {
  inspector.run(ids, targets)
  const [losses] = await inspector.read(['losses'])
  return mean(losses!.data)
}

/** Read once for each parameter. */
async function gradientOf(
  inspector: Inspector,
  ids: Int32Array,
  targets: Int32Array,
  { gradients }: UnmovedPass,
  name: string,
): Promise<Float32Array> {
  const known = gradients.get(name)
  if (known) return known
  inspector.run(ids, targets)
  const [gradient] = await inspector.read([`grad/${name}`])
  gradients.set(name, gradient!.data)
  return gradient!.data
}

function placeOf(layout: ModelLayout, name: string, index: number): number {
  const parameter = parameterOf(layout, name)
  const size = elements(parameter.shape)
  if (!(Number.isInteger(index) && index >= 0 && index < size)) {
    throw new CourseError(
      'bad-argument',
      `Number ${index} of "${name}" is asked for, but it has ${size}, counted from 0.`,
      `Use a whole number from 0 to ${size - 1}.`,
    )
  }
  return parameter.offset + index
}
