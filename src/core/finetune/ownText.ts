/** What the base's own text costs a model that is being tuned: how much of it is forgotten. */
import { evaluationPlan } from '../model/plans.ts'
import { flopsOf } from '../plan/flops.ts'
import { evaluationCount, Evaluator } from '../train/evaluator.ts'
import { taskLayout } from './grow.ts'
import { outputsOf } from './plan.ts'
import type { PreparedFineTuning } from './prepared.ts'
import type { FineTuner } from './trainer.ts'

/** Windows in a batch. */
const BATCH = 8

/**
 * Mean loss on windows that are always the same, nats a token.
 * @param tokens the held-out part of the text that the base was pre-trained on, by its own tokenizer @param breathe awaited before every batch
 */
export async function ownTextLoss(
  { store }: FineTuner,
  { config, task }: Pick<PreparedFineTuning, 'config' | 'task'>,
  tokens: Int32Array,
  breathe?: () => Promise<void>,
): Promise<number> {
  const evaluator = await Evaluator.create(store, config, taskLayout(config, outputsOf(task.shape)), BATCH)
  try {
    return await evaluator.meanLoss(evaluator.windows(tokens), async () => {
      await breathe?.()
      return false
    })
  } finally {
    evaluator.destroy()
  }
}

/** Floating-point operations of one such look. @param tokens of the held-out part */
export function ownTextFlops({ config, task }: Pick<PreparedFineTuning, 'config' | 'task'>, tokens: number): number {
  const plan = evaluationPlan(config, taskLayout(config, outputsOf(task.shape)), BATCH, config.nCtx)
  return evaluationCount(tokens, BATCH, config.nCtx) * flopsOf(plan)
}
