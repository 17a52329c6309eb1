/** Any step of a run, from the nearest snapshot before it: training is deterministic, so what lies between is computed again. */
import { CourseError } from '../errors.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { Snapshot } from './snapshot.ts'
import { Trainer, type TrainerOptions } from './trainer.ts'

/**
 * The state of the run after `step` steps. To the bit what the run had, where it was trained on the same runtime.
 * @param from a snapshot of the same run, at or before `step`
 * @throws CourseError 'bad-argument' for a step before `from`, or after the run's end
 */
export async function stateAt(
  runtime: Runtime,
  options: Omit<TrainerOptions, 'state' | 'weights'>,
  from: Snapshot,
  step: number,
  yieldNow?: () => Promise<void>,
): Promise<Snapshot> {
  const { steps } = options.settings
  if (!Number.isInteger(step) || step < from.step || step > steps) {
    throw new CourseError(
      'bad-argument',
      `Step ${step} is asked for, but what is kept leads to steps ${from.step} to ${steps}.`,
      'Choose a step between them.',
    )
  }
  if (step === from.step) return from
  const trainer = await Trainer.create(runtime, { ...options, state: from })
  try {
    await trainer.run({ until: step, giveUpEvaluation: async () => true, ...(yieldNow ? { yieldNow } : {}) })
    return await trainer.snapshot()
  } finally {
    trainer.destroy()
  }
}
