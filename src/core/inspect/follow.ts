/** One weight of a run, followed through its steps: its gradient, Adam's moments and what it became. Training is deterministic, so the steps are taken again. */
import { CourseError } from '../errors.ts'
import { parameterOf } from './parameters.ts'
import { modelLayout, type OptimizerSettings } from '../model/plans.ts'
import { elements } from '../plan/plan.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { optimizerOf } from '../train/settings.ts'
import type { Snapshot } from '../train/snapshot.ts'
import { Trainer, type TrainerOptions } from '../train/trainer.ts'

/** Which number: a parameter's name, and the place in it, row-major from 0. */
export interface WeightPlace {
  name: string
  index: number
}

/** A weight and its moments after a step. */
export interface WeightState {
  step: number
  weight: number
  m: number
  v: number
}

/** What a step read, and left. */
export interface WeightStep extends WeightState {
  /** dL/dw of the step's batch, before clipping */
  gradient: number
  /** of all gradients together, before clipping */
  gradNorm: number
  learningRate: number
  /** mean over the batch, nats per token */
  loss: number
}

export interface FollowedWeight extends WeightPlace {
  shape: readonly number[]
  /** whether weight decay pulls at it */
  decays: boolean
  optimizer: OptimizerSettings
  /** before the first of `steps` */
  start: WeightState
  steps: WeightStep[]
}

/** A chart has no more points than this. */
const MOST_STEPS = 400

/**
 * @param start a state of the run, at or before step `from`
 * @param from the first step that is told is the one after it
 * @throws CourseError 'bad-argument' for a weight that the model does not have, or steps that the run does not have
 */
export async function followWeight(
  runtime: Runtime,
  options: Omit<TrainerOptions, 'state' | 'weights'>,
  start: Snapshot,
  { name, index }: WeightPlace,
  { from, to }: { from: number; to: number },
  yieldNow: () => Promise<void> = async () => {},
): Promise<FollowedWeight> {
  const { offset, shape, decay } = parameterOf(modelLayout(options.config), name)
  if (!(Number.isInteger(index) && index >= 0 && index < elements(shape)))
    throw new CourseError(
      'bad-argument',
      `Number ${index} of "${name}" is asked for, which has ${elements(shape)}.`,
      `Choose one from 0 to ${elements(shape) - 1}.`,
    )
  const whole = Number.isInteger(from) && Number.isInteger(to)
  if (!whole || from < start.step || to < from || to - from > MOST_STEPS || to > options.settings.steps)
    throw new CourseError(
      'bad-argument',
      `Steps ${from} to ${to} are asked for, of a run that can be followed from step ${start.step} to step ${options.settings.steps}.`,
      `Ask for at most ${MOST_STEPS} of them.`,
    )
  const trainer = await Trainer.create(runtime, { ...options, state: start })
  const { store } = trainer
  const at = offset + index
  const one = async (buffer: 'weight' | 'grad' | 'm' | 'v') => (await store.read(buffer, at, 1))[0]!
  const now = async (): Promise<WeightState> => {
    const [weight, m, v] = await Promise.all([one('weight'), one('m'), one('v')])
    return { step: trainer.steps, weight, m, v }
  }
  const quiet = { giveUpEvaluation: async () => true, yieldNow }
  try {
    await trainer.run({ ...quiet, until: from })
    const before = await now()
    const steps: WeightStep[] = []
    while (trainer.steps < to) {
      let told = { gradNorm: 0, learningRate: 0, loss: 0 }
      await trainer.run({
        ...quiet,
        until: trainer.steps + 1,
        onStep: ({ gradNorm, learningRate, loss }) => {
          told = { gradNorm, learningRate, loss }
        },
      })
      steps.push({ ...(await now()), gradient: await one('grad'), ...told })
    }
    return { name, index, shape, decays: decay, optimizer: optimizerOf(options.settings), start: before, steps }
  } finally {
    trainer.destroy()
  }
}
