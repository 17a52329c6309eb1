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

/**
 * The loss on one window, ids and targets [T], before and after a weight is moved. The inspector goes backwards over the store, which has its own weight back afterwards.
 * @throws CourseError 'bad-argument' for an unknown parameter, an index outside it, or an ε that is 0, not finite, or too large for a float
 */
export async function nudge(
  inspector: Inspector,
  store: ParameterStore,
  layout: ModelLayout,
  ids: Int32Array,
  targets: Int32Array,
  { name, index, epsilon }: NudgeRequest,
): Promise<Nudge> {
  const place = placeOf(layout, name, index)
  if (!Number.isFinite(epsilon) || epsilon === 0) {
    throw new CourseError('bad-argument', `The weight is to be moved by ${epsilon}.`, 'Use a small number that is not 0, like 0.01.')
  }
  const own = await store.read('weight', place, 1)
  try {
    const pass = async (): Promise<number> => {
      inspector.run(ids, targets)
      const [losses] = await inspector.read(['losses'])
      return mean(losses!.data)
    }
    const moved = Float32Array.of(own[0]! + epsilon)
    if (!Number.isFinite(moved[0])) {
      throw new CourseError(
        'bad-argument',
        `Moved by ${epsilon}, the weight ${own[0]} is more than a 32-bit number can hold.`,
        'Use a small number, like 0.01.',
      )
    }
    const lossBefore = await pass()
    const [gradients] = await inspector.read([`grad/${name}`])
    store.write('weight', moved, place)
    const lossAfter = await pass()
    const gradient = gradients!.data[index]!
    // A float cannot move by every ε exactly, so the prediction is for the move that took place.
    const predicted = gradient * (moved[0]! - own[0]!)
    return { name, index, epsilon, weight: own[0]!, gradient, lossBefore, lossAfter, predicted, measured: lossAfter - lossBefore }
  } finally {
    store.write('weight', own, place)
  }
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
