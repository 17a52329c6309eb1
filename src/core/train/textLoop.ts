/** The loop over a text: every step reads one batch of windows, drawn by the seed. */
import type { ModelConfig } from '../config.ts'
import { type Batch, Batcher } from '../data/batches.ts'
import { mean } from './evaluator.ts'
import { Loop, type LoopParts, type LossOf } from './loop.ts'
import { learningRateAt } from '../schedule.ts'
import type { TrainingSettings } from './settings.ts'
import type { Snapshot } from './snapshot.ts'

export abstract class TextLoop extends Loop {
  protected constructor(
    parts: LoopParts,
    private readonly batcher: Batcher,
  ) {
    super(parts)
  }

  /** Writes what the program reads besides ids and targets. */
  protected prepare?(batch: Batch): Promise<void>

  protected get drawn(): number {
    return this.batcher.state
  }

  protected set drawn(batches: number) {
    this.batcher.state = batches
  }

  protected async feed(): Promise<LossOf> {
    const batch = this.batcher.next()
    await this.prepare?.(batch)
    this.program.write('ids', batch.ids)
    this.program.write('targets', batch.targets)
    return ([losses]) => ({ loss: mean(losses!) })
  }
}

/** Batches from where `start` has come to. */
export function batcherFrom(start: Snapshot, tokens: Int32Array, { nCtx }: ModelConfig, { batch, seed }: TrainingSettings): Batcher {
  const batcher = new Batcher(tokens, { batch, time: nCtx, seed })
  batcher.state = start.cursor
  return batcher
}

/** What the settings say of a loop over a text. */
export const textParts = (config: ModelConfig, settings: TrainingSettings) =>
  ({
    reads: ['losses'],
    totalSteps: settings.steps,
    tokensPerStep: settings.batch * config.nCtx,
    seed: settings.seed,
    rateAt: (step: number) => learningRateAt(step, settings),
  }) satisfies Partial<LoopParts>
