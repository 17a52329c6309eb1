/** A training run as a job: evaluations, samples and states of its past, beside what every loop tells. */
import type { ModelConfig } from '../core/config.ts'
import { normsByLayer } from '../core/inspect/normsByLayer.ts'
import { modelLayout } from '../core/model/plans.ts'
import { Decoder } from '../core/sample/decoder.ts'
import { generate, promptIds } from '../core/sample/generate.ts'
import { knownPart } from '../core/tokenizer/unknown.ts'
import type { RunOptions } from '../core/train/loop.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import { Trainer } from '../core/train/trainer.ts'
import { continuation, type Tokenizer } from '../core/tokenizer/tokenizer.ts'
import type { LiveModel } from './askedModels.ts'
import type { OpenDevice } from './device.ts'
import { LoopJob, type LoopJobTools, type Written } from './loopJob.ts'
import type { Remembered } from './history.ts'
import type { Outbox } from './outbox.ts'
import type { Pace } from './pace.ts'
import type { Faults, ModelSummary, RunSpec } from './protocol.ts'
import type { LoadedText } from './texts.ts'

export interface PreparedRun {
  modelId: string
  keep: boolean
  spec: RunSpec
  config: ModelConfig
  tokenizer: Tokenizer
  text: LoadedText
  /** to go on from; default: random weights */
  state?: Snapshot
  remembered?: Remembered
  /** planted on purpose; with them, or with none of them, the run tells its gradients */
  faults?: Faults
}

export interface RunTools extends LoopJobTools {
  pace: Pace
  flopsPerStep: number
  /** What the page shows of the model. */
  describe(run: Run): ModelSummary
  /** The model at a state, with its record. */
  written(run: Run, state: Snapshot): Written
  /** Keeps a state on the way; `turn`: what follows cannot be computed from what was kept before. @returns all kept steps */
  keep(state: Snapshot, turn: boolean): Promise<number[]>
}

/** The prompt's continuation that shows how far the model is: always the same length, seed and settings. */
const SAMPLE_TOKENS = 160
const SAMPLING = { temperature: 0.8, topK: 0, topP: 1, seed: 1 }
/** Before and between the regular evaluations, samples are taken at this step, and at each four times the one before. */
const FIRST_SAMPLE_STEP = 20
const SAMPLE_RATIO = 4

export class Run extends LoopJob<Trainer> {
  private nextSampleStep = FIRST_SAMPLE_STEP
  private sampleDue = false
  private snapshotDue = true
  /** the next kept state is one that cannot be reached from earlier ones */
  private turned = true

  constructor(
    name: string,
    readonly plan: PreparedRun,
    private readonly own: RunTools,
    outbox: Outbox,
  ) {
    const { modelId, keep, config, spec, state, remembered } = plan
    const totalSteps = spec.training.steps
    super({ name, modelId, keep, config, totalSteps, ...(state && { state }), ...(remembered && { remembered }) }, own, outbox)
    while (this.nextSampleStep <= (state?.step ?? 0)) this.nextSampleStep *= SAMPLE_RATIO
  }

  get model(): ModelSummary {
    return this.own.describe(this)
  }

  written(state: Snapshot): Written {
    return this.own.written(this, state)
  }

  asked(): LiveModel {
    const { modelId, config, tokenizer, spec } = this.plan
    return { id: modelId, config, tokenizer, weights: () => this.weights(), version: () => this.step, text: spec.text }
  }

  protected override create({ runtime }: OpenDevice, state: Snapshot | undefined): Promise<Trainer> {
    const { config, spec, text, faults } = this.plan
    const parts = { config, settings: spec.training, corpus: text.corpus, ...(state && { state }), ...(faults && { faults }) }
    return Trainer.create(runtime, parts)
  }

  protected override async begin(): Promise<void> {
    await this.keepForHistory()
    if (this.loop.steps === 0) await this.look()
  }

  protected override options(isCurrent: () => boolean): RunOptions {
    return {
      onEvaluation: (evaluation) => {
        if (!isCurrent()) return
        this.history.evaluation(evaluation)
        this.outbox.tell({ type: 'evaluation', evaluation })
        this.sampleDue = true
        this.snapshotDue = true
      },
      giveUpEvaluation: async () => !isCurrent() || this.mustStop(),
    }
  }

  protected override async between(): Promise<void> {
    await this.keepForHistory()
    if (this.stopping) return
    if (this.plan.faults && (this.sampleDue || this.step === 1)) await this.tellGradients()
    if (this.sampleDue) await this.sample()
    else if (this.step >= this.nextSampleStep) await this.look()
  }

  protected override rewound(): void {
    this.snapshotDue = true
    this.turned = true
  }

  protected override async tidyUp(): Promise<void> {
    this.own.pace.learn(await this.device.info(), this.own.flopsPerStep, this.fastestStepMs)
  }

  /** An evaluation and a sample outside the regular ones: at the start, and at geometric steps. */
  private async look(): Promise<void> {
    const evaluation = await this.loop.evaluate(() => this.mustStop())
    if (!evaluation) return
    this.history.evaluation(evaluation)
    this.outbox.tell({ type: 'evaluation', evaluation })
    await this.sample()
  }

  /** The model's own words so far; given up at once when Stop is pressed. */
  private async sample(): Promise<void> {
    this.sampleDue = false
    while (this.nextSampleStep <= this.step) this.nextSampleStep *= SAMPLE_RATIO
    const { config, tokenizer, spec } = this.plan
    const decoder = await Decoder.create(this.loop.store, config, modelLayout(config), tokenizer)
    try {
      // A prompt in another writing than the text's must not end the run that is to learn the text.
      const prompt = knownPart(tokenizer, spec.samplePrompt)
      const before = promptIds(tokenizer, prompt)
      const ids: number[] = []
      for await (const { id } of generate(decoder, before, SAMPLE_TOKENS, SAMPLING)) {
        ids.push(id)
        this.alive()
        if (ids.length % 8 === 0) await this.tools.env.yieldToMessages()
        if (this.stopping) return
      }
      const sample = {
        step: this.step,
        prompt,
        text: continuation(tokenizer, before, ids),
        validationLoss: this.history.lastEvaluation!.validationLoss,
      }
      this.history.sample(sample)
      this.outbox.tell({ type: 'sample', sample })
    } finally {
      decoder.destroy()
    }
  }

  private async tellGradients(): Promise<void> {
    const { store, steps } = this.loop
    this.outbox.tell({ type: 'gradients', step: steps, layers: normsByLayer(modelLayout(this.plan.config), await store.read('grad')) })
  }

  /** A state on the way, to go back to. A run whose past cannot be kept goes on without one. */
  private async keepForHistory(): Promise<void> {
    if (!this.snapshotDue) return
    this.snapshotDue = false
    const kept = await this.own.keep(await this.loop.snapshot(), this.turned).catch(() => null)
    if (!kept) return
    this.turned = false
    this.outbox.tell({ type: 'history', steps: kept })
  }
}
