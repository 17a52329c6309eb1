/** The ablation of GPT-1's table 5, small: what pre-training and the auxiliary objective each are worth, on the same examples. */
import type { Tensors } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { initialWeights } from '../model/init.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { TaskReport } from './classifier.ts'
import { grownConfig, grownWeights, taskLayout } from './grow.ts'
import { outputsOf } from './plan.ts'
import type { FineTuneSettings } from './settings.ts'
import type { Task } from './task.ts'
import type { SpecialIds } from './tokens.ts'
import { FineTuner } from './trainer.ts'

/** The rows of the table that leave one thing out. */
export const ROWS = [
  { id: 'full', title: 'full', pretrained: true, auxiliary: true },
  { id: 'no-pretraining', title: 'no pre-training', pretrained: false, auxiliary: true },
  { id: 'no-auxiliary', title: 'no auxiliary LM', pretrained: true, auxiliary: false },
] as const

export type RowId = (typeof ROWS)[number]['id']

export interface AblationOptions {
  /** pre-trained, without the special tokens */
  config: ModelConfig
  weights: Tensors
  special: SpecialIds
  task: Task
  settings: Omit<FineTuneSettings, 'seed'>
  /** of new weights, order and dropout; each row runs once with each, all on the same examples */
  seeds: readonly number[]
}

export interface AblationRun {
  row: RowId
  seed: number
  report: TaskReport
  seconds: number
}

/** Seed by seed, so that a run that is stopped early has all rows. @param onRun hears of each as soon as it is done */
export async function ablate(
  runtime: Runtime,
  options: AblationOptions,
  onRun?: (run: AblationRun) => void,
  yieldNow?: () => Promise<void>,
): Promise<AblationRun[]> {
  const runs: AblationRun[] = []
  for (const seed of options.seeds) {
    for (const row of ROWS) {
      const begun = performance.now()
      const report = await fineTuneOnce(runtime, options, row, seed, yieldNow)
      const run = { row: row.id, seed, report, seconds: (performance.now() - begun) / 1000 }
      runs.push(run)
      onRun?.(run)
    }
  }
  return runs
}

async function fineTuneOnce(
  runtime: Runtime,
  options: AblationOptions,
  row: (typeof ROWS)[number],
  seed: number,
  yieldNow?: () => Promise<void>,
): Promise<TaskReport> {
  const { task, special } = options
  const config = grownConfig(options.config)
  const outputs = outputsOf(task.shape)
  const weights = row.pretrained
    ? grownWeights(options.config, options.weights, outputs, seed)
    : initialWeights(taskLayout(config, outputs), seed)
  const settings = { ...options.settings, seed, lambda: row.auxiliary ? options.settings.lambda : 0 }
  const tuner = await FineTuner.create(runtime, {
    config,
    special,
    task: task.shape,
    examples: task.train,
    together: task.together,
    settings,
    weights,
  })
  try {
    await tuner.run({ ...(yieldNow && { yieldNow }) })
    return await tuner.evaluate(task.heldOut, yieldNow)
  } finally {
    tuner.destroy()
  }
}

export interface Summary {
  mean: number
  /** sample standard deviation; 0 of a single run */
  spread: number
}

export function summarize(values: readonly number[]): Summary {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, spread: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 }
}
