/** A training run as a job: steps, evaluations, samples and saves, until it is done, stopped, or fails with its last good state kept. */
import type { ModelConfig } from '../core/config.ts'
import { CourseError, type PlainError, toPlainError } from '../core/errors.ts'
import { modelLayout } from '../core/model/plans.ts'
import { Decoder } from '../core/sample/decoder.ts'
import { generate, promptIds } from '../core/sample/generate.ts'
import { knownPart } from '../core/tokenizer/unknown.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import { Trainer } from '../core/train/trainer.ts'
import { continuation, type Tokenizer } from '../core/tokenizer/tokenizer.ts'
import type { Devices, OpenDevice } from './device.ts'
import type { Environment } from './environment.ts'
import { History, type Remembered } from './history.ts'
import type { Task } from './jobs.ts'
import type { Outbox } from './outbox.ts'
import type { Pace } from './pace.ts'
import type { JobEnding, JobView, ModelSummary, RunSpec } from './protocol.ts'
import type { LoadedText } from './texts.ts'
import { type Watchdog, watch } from './watchdog.ts'

export interface RunPlan {
  modelId: string
  /** false: it lives in memory alone, and is saved there when it ends, or is asked for */
  keep: boolean
  spec: RunSpec
  config: ModelConfig
  tokenizer: Tokenizer
  text: LoadedText
  /** to go on from; default: random weights */
  state?: Snapshot
  remembered?: Remembered
}

export interface RunTools {
  env: Environment
  devices: Devices
  pace: Pace
  flopsPerStep: number
  /** What the page shows of the model. */
  describe(run: Run): ModelSummary
  /** Saves what the run has reached. */
  save(run: Run, state: Snapshot): Promise<void>
  /** Keeps in memory what could not be saved at the end. */
  hold(run: Run, state: Snapshot): Promise<void>
  /** Keeps a state on the way; `turn`: what follows cannot be computed from what was kept before. @returns all kept steps */
  keep(state: Snapshot, turn: boolean): Promise<number[]>
  /** Called when everything is saved and freed, before the last event goes out. */
  ended(): void
}

/** The prompt's continuation that shows how far the model is: always the same length, seed and settings. */
const SAMPLE_TOKENS = 160
const SAMPLING = { temperature: 0.8, topK: 0, topP: 1, seed: 1 }
/** Before and between the regular evaluations, samples are taken at this step, and at each four times the one before. */
const FIRST_SAMPLE_STEP = 20
const SAMPLE_RATIO = 4

const FIRST_SAVE_MS = 1500
const SAVE_EVERY_MS = 4000
/** A save may take a twentieth of the time. */
const SAVE_SHARE = 20

export class Run implements Task {
  readonly history: History
  private trainer!: Trainer
  private device!: OpenDevice
  private watchdog: Watchdog | undefined
  private stopRequested = false
  private nextSampleStep: number
  private sampleDue = false
  private snapshotDue = true
  /** the next kept state is one that cannot be reached from earlier ones */
  private turned = true
  /** what the run left behind when it ended */
  private left: Snapshot | undefined
  private savedStep = -1
  private saveError: PlainError | undefined
  private nextSaveAt: number | undefined
  private writing: Promise<void> = Promise.resolve()
  private secondsLeft: number | null = null
  private saveTried!: () => void
  private readonly firstSave = new Promise<void>((resolve) => {
    this.saveTried = resolve
  })
  /** of undisturbed steps, for predictions */
  private fastestStepMs = Number.POSITIVE_INFINITY

  constructor(
    /** as it was called when it began; it may be renamed on the way */
    public name: string,
    readonly plan: RunPlan,
    private readonly tools: RunTools,
    private readonly outbox: Outbox,
  ) {
    this.history = new History(plan.remembered)
    if (!plan.keep) this.nextSaveAt = Number.POSITIVE_INFINITY
    this.nextSampleStep = FIRST_SAMPLE_STEP
    while (this.nextSampleStep <= (plan.state?.step ?? 0)) this.nextSampleStep *= SAMPLE_RATIO
  }

  /** Allocates; throws as `Trainer.create` does, and then nothing has begun. */
  async prepare(): Promise<void> {
    this.device = await this.tools.devices.getFor(this.plan.config)
    this.trainer = await this.createTrainer(this.plan.state)
  }

  get step(): number {
    return this.left?.step ?? this.trainer.steps
  }

  get model(): ModelSummary {
    return this.tools.describe(this)
  }

  progress(): Pick<JobView, 'step' | 'totalSteps' | 'secondsLeft' | 'unsaved'> & { name: string } {
    const { name, step, secondsLeft, plan } = this
    return { name, step, totalSteps: plan.spec.training.steps, secondsLeft, unsaved: this.saveError !== undefined }
  }

  /** The weights as they are between two steps, [layout.size]. */
  async weights(): Promise<Float32Array> {
    return this.left?.weights ?? this.trainer.store.read('weight')
  }

  /** The whole state as it is between two steps, with the moments that training goes on from. */
  async snapshot(): Promise<Snapshot> {
    return this.left ?? this.trainer.snapshot()
  }

  /** Resolves when the run is where others can open it, or cannot be. */
  async beSaved(): Promise<void> {
    if (this.savedStep >= 0 || this.left) return
    this.nextSaveAt = 0
    await this.firstSave
  }

  /** Saves what is reached by now. @throws CourseError where that fails; the run goes on */
  async saveAgain(): Promise<void> {
    await this.write(await this.snapshot())
    if (this.saveError) throw new CourseError(this.saveError.code, this.saveError.message, this.saveError.hint)
  }

  stop(): void {
    this.stopRequested = true
  }

  /** Trains to the end. */
  async go(): Promise<JobEnding> {
    this.nextSaveAt ??= this.tools.env.now() + FIRST_SAVE_MS
    let status: JobEnding['status']
    let error: PlainError | undefined
    try {
      status = await this.trainThroughLosses()
    } catch (thrown) {
      status = 'failed'
      error = toPlainError(thrown)
    }
    this.left = await this.saveNow()
    await this.tidyUp().catch(() => {})
    this.tools.ended()
    return { status, step: this.left.step, ...(error ? { error } : {}) }
  }

  /** What fails here, on a device that is gone, must not keep the last event back. */
  private async tidyUp(): Promise<void> {
    this.trainer.destroy()
    this.tools.pace.learn(await this.device.info(), this.tools.flopsPerStep, this.fastestStepMs)
  }

  /** A lost device is opened again, or replaced by the CPU, and the run goes on from the last good state. */
  private async trainThroughLosses(): Promise<'done' | 'stopped'> {
    for (;;) {
      try {
        return await this.train()
      } catch (error) {
        if (!(error instanceof CourseError) || error.code !== 'device-lost') throw error
        await this.tools.devices.discard(this.device.runtime)
        const state = this.trainer.lastGood
        this.device = await this.tools.devices.getFor(this.plan.config)
        this.trainer = await this.createTrainer(state)
        this.history.rewind(state.step)
        this.snapshotDue = true
        this.turned = true
      }
    }
  }

  private async train(): Promise<'done' | 'stopped'> {
    const { trainer } = this
    // An attempt on a lost device may wake up late; it must not speak any more.
    const isCurrent = () => this.trainer === trainer
    await this.keepForHistory()
    if (trainer.steps === 0) await this.look()
    const watchdog = watch(this.device.runtime, this.tools.env)
    this.watchdog = watchdog
    const training = trainer.run({
      shouldStop: () => this.stopRequested || !isCurrent(),
      onStep: (report) => {
        if (!isCurrent()) return
        watchdog.alive(report.stepMs)
        this.fastestStepMs = Math.min(this.fastestStepMs, report.stepMs)
        this.secondsLeft = report.secondsLeft
        this.history.step(report.step, report.loss)
        this.outbox.step(report)
      },
      onEvaluation: (evaluation) => {
        if (!isCurrent()) return
        this.history.evaluation(evaluation)
        this.outbox.tell({ type: 'evaluation', evaluation })
        this.sampleDue = true
        this.snapshotDue = true
      },
      giveUpEvaluation: async () => !isCurrent() || this.mustStop(),
      yieldNow: async () => {
        if (!isCurrent()) return
        watchdog.alive()
        await this.betweenSteps()
        watchdog.alive()
      },
    })
    training.catch(() => {})
    try {
      return await Promise.race([training, watchdog.failure])
    } finally {
      watchdog.stop()
    }
  }

  private async betweenSteps(): Promise<void> {
    await this.tools.env.yieldToMessages()
    this.outbox.flushIfDue()
    await this.keepForHistory()
    if (this.stopRequested) return
    if (this.sampleDue) await this.sample()
    else if (this.step >= this.nextSampleStep) await this.look()
    if (this.tools.env.now() >= (this.nextSaveAt ?? 0)) await this.saveMeanwhile()
  }

  /** Between two batches of an evaluation: lets messages in, Stop among them. */
  private async mustStop(): Promise<boolean> {
    this.watchdog?.alive()
    await this.tools.env.yieldToMessages()
    return this.stopRequested
  }

  /** An evaluation and a sample outside the regular ones: at the start, and at geometric steps. */
  private async look(): Promise<void> {
    const evaluation = await this.trainer.evaluate(() => this.mustStop())
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
    const decoder = await Decoder.create(this.trainer.store, config, modelLayout(config), tokenizer)
    try {
      // A prompt in another writing than the text's must not end the run that is to learn the text.
      const prompt = knownPart(tokenizer, spec.samplePrompt)
      const before = promptIds(tokenizer, prompt)
      const ids: number[] = []
      for await (const { id } of generate(decoder, before, SAMPLE_TOKENS, SAMPLING)) {
        ids.push(id)
        this.watchdog?.alive()
        if (ids.length % 8 === 0) await this.tools.env.yieldToMessages()
        if (this.stopRequested) return
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

  /** A state on the way, to go back to. A run whose past cannot be kept goes on without one. */
  private async keepForHistory(): Promise<void> {
    if (!this.snapshotDue) return
    this.snapshotDue = false
    const kept = await this.tools.keep(await this.trainer.snapshot(), this.turned).catch(() => null)
    if (!kept) return
    this.turned = false
    this.outbox.tell({ type: 'history', steps: kept })
  }

  /** Of a run that is kept; one that is not is written once, for who asks for its past. The steps wait: written beside them, a save would take many times as long, and lose as much in a crash. */
  private async saveMeanwhile(): Promise<void> {
    const begun = this.tools.env.now()
    await this.write(await this.trainer.snapshot())
    const costMs = this.tools.env.now() - begun
    const waitMs = this.plan.keep ? Math.max(SAVE_EVERY_MS, SAVE_SHARE * costMs) : Number.POSITIVE_INFINITY
    this.nextSaveAt = this.tools.env.now() + waitMs
  }

  /** The last save. A device that is gone has no newer state than the last good one. */
  private async saveNow(): Promise<Snapshot> {
    const state = await this.trainer.snapshot().catch(() => this.trainer.lastGood)
    if (state.step !== this.savedStep || this.saveError) await this.write(state)
    if (this.saveError) await this.tools.hold(this, state).catch(() => {})
    return state
  }

  /** One save after the other. A failed one does not end a run: it is told at once, and tried again. */
  private write(state: Snapshot): Promise<void> {
    const write = async (): Promise<void> => {
      try {
        await this.tools.save(this, state)
        this.saveError = undefined
        this.savedStep = state.step
        if (this.plan.keep) this.outbox.tell({ type: 'saved', step: state.step, at: Date.now() })
      } catch (error) {
        this.saveError = toPlainError(error)
        this.outbox.tell({ type: 'unsaved', step: state.step, error: this.saveError })
      }
      this.saveTried()
    }
    this.writing = this.writing.then(write)
    return this.writing
  }

  private createTrainer(state: Snapshot | undefined): Promise<Trainer> {
    const { config, spec, text } = this.plan
    return Trainer.create(this.device.runtime, { config, settings: spec.training, corpus: text.corpus, ...(state ? { state } : {}) })
  }
}
