/** A short run of training steps over any plan that takes ids and targets and updates its own weights. */
import type { Batch, Batcher } from '../data/batches.ts'
import { CourseError } from '../errors.ts'
import type { Program } from '../runtime/runtime.ts'
import { mean } from '../train/evaluator.ts'
import { learningRateAt } from '../train/schedule.ts'
import type { TrainingSettings } from '../train/settings.ts'

export interface StepsOptions {
  program: Program
  batcher: Batcher
  settings: Pick<TrainingSettings, 'steps' | 'learningRate' | 'warmup' | 'seed'>
  /** writes what the plan needs besides ids and targets */
  prepare?: (batch: Batch) => Promise<void>
  onStep?: (report: { step: number; loss: number }) => void
  /** asked before every step */
  shouldStop?: () => boolean
  /** awaited after every step, so that others get a turn */
  yieldNow?: () => Promise<void>
}

/** What the one who trains sees and says. */
export type Hooks = Pick<StepsOptions, 'onStep' | 'shouldStop' | 'yieldNow'>

/** @throws CourseError 'not-a-number' where the loss is not finite */
export async function takeSteps({ program, batcher, settings, prepare, onStep, shouldStop, yieldNow }: StepsOptions): Promise<void> {
  for (let step = 1; step <= settings.steps && !shouldStop?.(); step++) {
    const batch = batcher.next()
    await prepare?.(batch)
    program.write('ids', batch.ids)
    program.write('targets', batch.targets)
    program.replay({ step, learningRate: learningRateAt(step, settings), seed: settings.seed, position: 0 })
    const loss = mean(await program.read('losses'))
    if (!Number.isFinite(loss)) {
      throw new CourseError(
        'not-a-number',
        `At step ${step} the loss is ${loss}: training stopped.`,
        `Try a learning rate of ${(settings.learningRate / 10).toPrecision(1)}.`,
      )
    }
    onStep?.({ step, loss })
    await yieldNow?.()
  }
}
