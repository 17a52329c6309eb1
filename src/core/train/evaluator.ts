/** The loss on windows that are always the same: what training and evaluation report. */
import type { ModelConfig } from '../config.ts'
import { evaluationBatches, type Batch } from '../data/batches.ts'
import { expectLoss } from '../notANumber.ts'
import { evaluationPlan, type ModelLayout } from '../model/plans.ts'
import type { ParameterStore, Program } from '../runtime/runtime.ts'

/** An evaluation in the course of a run looks at about so many tokens of each part. */
const TOKENS = 8192

/** Batches of [batch, time] that an evaluation takes of a part with so many tokens: about `TOKENS`, where the part has them. */
export const evaluationCount = (tokens: number, batch: number, time: number): number =>
  Math.max(1, Math.ceil(Math.min(TOKENS, tokens) / (batch * time)))

/** Mean of per-token losses, summed in float64 from first to last. */
export const mean = (losses: Float32Array): number => losses.reduce((a, b) => a + b, 0) / losses.length

/** nats per token → bits per character */
export const bitsPerCharacter = (nats: number, charactersPerToken: number): number => nats / charactersPerToken / Math.LN2

/** A forward program of one shape, [batch, time], without dropout. */
export class Evaluator {
  private constructor(
    private readonly program: Program,
    private readonly shape: { batch: number; time: number },
  ) {}

  static async create(
    store: ParameterStore,
    config: ModelConfig,
    layout: ModelLayout,
    batch: number,
    time = config.nCtx,
  ): Promise<Evaluator> {
    return new Evaluator(await store.compile(evaluationPlan(config, layout, batch, time)), { batch, time })
  }

  get bytes(): number {
    return this.program.bytes
  }

  /** Evenly spaced windows, at least one batch of them: they overlap where the text is shorter. */
  windows(tokens: Int32Array): Batch[] {
    const { batch, time } = this.shape
    return evaluationBatches(tokens, { batch, time, count: evaluationCount(tokens.length, batch, time) })
  }

  /**
   * Mean loss in nats per token over the batches, each [B·T] ids and targets, all ids below nVocab.
   * @throws CourseError 'not-a-number'
   * @param giveUp awaited before every batch; true ends it, and the result is NaN
   */
  async meanLoss(batches: readonly Batch[], giveUp?: () => Promise<boolean>): Promise<number> {
    let sum = 0
    for (const { ids, targets } of batches) {
      if (await giveUp?.()) return Number.NaN
      sum += mean(await this.losses({ ids, targets }))
    }
    return expectLoss(sum / batches.length, 'over the text')
  }

  /** Of each token of a batch, nats [B·T]. */
  async losses({ ids, targets }: Batch): Promise<Float32Array> {
    this.program.write('ids', ids)
    this.program.write('targets', targets)
    this.program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
    return this.program.read('losses')
  }

  destroy(): void {
    this.program.destroy()
  }
}
