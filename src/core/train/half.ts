/**
 * May a run store its activations in half precision? Its own first batch decides: loss and gradients with halves and without.
 *
 * The limits. A stored number is off by 2^-11 of itself at most, and what is computed from many of them by a few times that:
 * a loss by less, since it is a mean. So a sound run stays far below both limits, and one that does not has numbers beyond
 * what halves hold: above 65,504, or mostly below 6e-5. A gradient that is off by a twentieth still points where it pointed
 * (cosine 0.999); the gradients of two batches differ by far more.
 */
import { CourseError } from '../errors.ts'
import { halfPlan } from '../plan/half.ts'
import type { Plan, ReplayScalars } from '../plan/plan.ts'
import type { ParameterStore, Runtime } from '../runtime/runtime.ts'
import type { Batch } from '../data/batches.ts'
import { mean } from './evaluator.ts'

export const LOSS_LIMIT = 1e-3
export const GRADIENT_LIMIT = 0.05

/** How far halves are from f32, on one batch at the same weights. */
export interface HalfCheck {
  /** |difference| of the mean losses, as a share of the loss; NaN where one is not finite */
  loss: number
  /** L2 norm of the difference of all gradients, as a share of their norm; NaN where one is not finite */
  gradients: number
}

export interface HalfDecision {
  /** the run stores its activations in half precision */
  on: boolean
  /** for people: that it does, or why not, with the numbers */
  sentence: string
  /** absent where the device cannot do it */
  check?: HalfCheck
}

/** What is needed to compute a step's gradients: a training plan for so many windows, a batch, and the step's scalars. */
export interface FirstStep {
  planOf(windows: number): Plan
  batch: Batch
  windows: number
  scalars: ReplayScalars
}

/** Checks, and decides. The store must hold the weights that the run starts from; its gradients are written over. */
export async function decideHalf(runtime: Pick<Runtime, 'adapter' | 'f16'>, store: ParameterStore, step: FirstStep): Promise<HalfDecision> {
  if (!runtime.f16)
    return { on: false, sentence: `${runtime.adapter} cannot store numbers in half precision (f16): the run goes on in f32.` }
  return judge(await checkHalf(store, step))
}

/** Both losses and all gradients of the batch; of as many of its first windows as there is memory for in f32. */
export async function checkHalf(store: ParameterStore, { planOf, batch, windows, scalars }: FirstStep): Promise<HalfCheck> {
  const length = batch.ids.length / windows
  for (let count = windows; ; count = Math.floor(count / 2)) {
    const plan = withoutUpdate(planOf(count))
    const some = { ids: batch.ids.subarray(0, count * length), targets: batch.targets.subarray(0, count * length) }
    try {
      const whole = await gradientsOf(store, plan, some, scalars)
      return compare(await gradientsOf(store, halfPlan(plan), some, scalars), whole)
    } catch (error) {
      if (count === 1 || !(error instanceof CourseError) || error.code !== 'out-of-memory') throw error
    }
  }
}

export function judge(check: HalfCheck): HalfDecision {
  // A comparison with NaN is false.
  const on = check.loss <= LOSS_LIMIT && check.gradients <= GRADIENT_LIMIT
  const numbers =
    Number.isFinite(check.loss) && Number.isFinite(check.gradients)
      ? `the first batch's loss is off by ${percent(check.loss)} (at most ${percent(LOSS_LIMIT)}), its gradients by ${percent(check.gradients)} (at most ${percent(GRADIENT_LIMIT)})`
      : "the first batch's loss or gradients are not finite"
  return {
    on,
    check,
    sentence: on
      ? `Activations are stored in half precision (f16): ${numbers}.`
      : `Half precision (f16) is too coarse for this run: ${numbers}. It goes on in f32.`,
  }
}

interface Gradients {
  loss: number
  gradients: Float32Array
}

async function gradientsOf(store: ParameterStore, plan: Plan, { ids, targets }: Batch, scalars: ReplayScalars): Promise<Gradients> {
  const program = await store.compile(plan)
  try {
    program.write('ids', ids)
    program.write('targets', targets)
    program.replay(scalars)
    return { loss: mean(await program.read('losses')), gradients: await store.read('grad') }
  } finally {
    program.destroy()
  }
}

function compare(half: Gradients, whole: Gradients): HalfCheck {
  let [difference, size] = [0, 0]
  for (const [i, g] of whole.gradients.entries()) {
    difference += (half.gradients[i]! - g) ** 2
    size += g * g
  }
  const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN)
  return { loss: finite(Math.abs(half.loss - whole.loss) / Math.abs(whole.loss)), gradients: finite(Math.sqrt(difference / size)) }
}

const withoutUpdate = (plan: Plan): Plan => ({ ...plan, calls: plan.calls.filter(({ op }) => op !== 'adamW') })

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`
