/** A model that is made from another by training on a text, as a job: adapters, a student, or what is left after pruning. */
import type { ModelFolder } from '../core/checkpoint/hfFolder.ts'
import { flatten, type Tensors } from '../core/checkpoint/tensors.ts'
import type { ModelConfig } from '../core/config.ts'
import type { Corpus } from '../core/data/corpus.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import type { Tokenizer } from '../core/tokenizer/tokenizer.ts'
import { bitsPerCharacter, Evaluator } from '../core/train/evaluator.ts'
import type { Loop, RunOptions } from '../core/train/loop.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import type { LiveModel } from './askedModels.ts'
import type { OpenDevice } from './device.ts'
import { EVALUATION_BATCH } from './loadedModel.ts'
import { LoopJob, type LoopJobPlan, type LoopJobTools, type Written } from './loopJob.ts'
import type { Outbox } from './outbox.ts'
import type { ModelSummary, TextRef, UnsavedModel } from './protocol.ts'

/** How one kind of model is made. */
export interface Making {
  create(runtime: Runtime, state: Snapshot | undefined): Promise<Loop>
  /** the language model at a state of the loop */
  weightsOf(flat: Float32Array): Tensors
  /** what is saved of it */
  filesOf(state: Snapshot): ModelFolder
}

export interface MadePlan extends LoopJobPlan {
  /** of the language model that comes out */
  tokenizer: Tokenizer
  corpus: Corpus
  text: TextRef | null
  making: Making
  /** without what changes on the way */
  summary: UnsavedModel
}

export class MadeJob extends LoopJob {
  constructor(
    private readonly plan: MadePlan,
    tools: LoopJobTools,
    outbox: Outbox,
  ) {
    super(plan, tools, outbox)
  }

  get model(): ModelSummary {
    return { ...this.summaryAt(this.step), savedAt: Date.now(), bytes: 0 }
  }

  written(state: Snapshot): Written {
    return { files: this.plan.making.filesOf(state), summary: this.summaryAt(state.step) }
  }

  asked(): LiveModel {
    const { modelId, config, tokenizer, text, making } = this.plan
    const layout = modelLayout(config)
    return {
      id: modelId,
      config,
      tokenizer,
      weights: async () => flatten(layout, making.weightsOf(await this.weights())),
      version: () => this.step,
      text,
    }
  }

  protected override create({ runtime }: OpenDevice, state: Snapshot | undefined): Promise<Loop> {
    return this.plan.making.create(runtime, state)
  }

  protected override begin(): Promise<void> {
    return this.look()
  }

  /** Evaluations are of the model that comes out, so they are this job's own. */
  protected override options(): RunOptions {
    return { giveUpEvaluation: async () => true }
  }

  protected override finish(): Promise<void> {
    return this.look()
  }

  /** On the windows that every run is measured on; given up at once when Stop is pressed. */
  private async look(): Promise<void> {
    const { step, plan } = this
    if (this.history.lastEvaluation?.step === step) return
    const weights = plan.making.weightsOf(await this.weights())
    const { train, validation, charactersPerToken } = plan.corpus
    const losses = await lossesOf(this.device.runtime, plan.config, weights, [train, validation], () => this.mustStop())
    if (!losses) return
    const [trainLoss, validationLoss] = losses as [number, number]
    const evaluation = { step, trainLoss, validationLoss, bitsPerCharacter: bitsPerCharacter(validationLoss, charactersPerToken ?? 1) }
    this.history.evaluation(evaluation)
    this.outbox.tell({ type: 'evaluation', evaluation })
  }

  private summaryAt(step: number): UnsavedModel {
    const before = <T extends { step: number }>(points: T[]): T[] => points.filter((point) => point.step <= step)
    const { curve, evaluations } = this.history.remembered
    const last = before(evaluations).at(-1)
    return {
      ...this.plan.summary,
      name: this.name,
      step,
      curve: before(curve),
      evaluations: before(evaluations),
      validationLoss: last?.validationLoss ?? null,
      bitsPerCharacter: last?.bitsPerCharacter ?? null,
    }
  }
}

/** Mean losses of weights over the windows of each text that every run is measured on, nats a token. Null where `giveUp` said true. */
export async function lossesOf(
  runtime: Runtime,
  config: ModelConfig,
  weights: Tensors,
  texts: readonly Int32Array[],
  giveUp: () => Promise<boolean>,
): Promise<number[] | null> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout, { training: false })
  let gaveUp = false
  const asked = async () => (gaveUp ||= await giveUp())
  try {
    store.write('weight', flatten(layout, weights))
    const evaluator = await Evaluator.create(store, config, layout, EVALUATION_BATCH)
    try {
      const losses: number[] = []
      for (const text of texts) losses.push(await evaluator.meanLoss(evaluator.windows(text), asked))
      return gaveUp ? null : losses
    } finally {
      evaluator.destroy()
    }
  } finally {
    store.destroy()
  }
}
