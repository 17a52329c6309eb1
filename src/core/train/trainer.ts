/** The training loop: one step after another, heard from without being waited for, stopped at once, resumed to the bit. */
import type { ModelConfig } from '../config.ts'
import { Batcher } from '../data/batches.ts'
import type { Corpus } from '../data/corpus.ts'
import { CourseError } from '../errors.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout, trainingPlan } from '../model/plans.ts'
import { halfPlan } from '../plan/half.ts'
import type { ReplayScalars } from '../plan/plan.ts'
import type { ParameterStore, Program, Runtime } from '../runtime/runtime.ts'
import { bitsPerCharacter, Evaluator, mean } from './evaluator.ts'
import { decideHalf, type HalfDecision } from './half.ts'
import { checkIds } from '../model/ids.ts'
import { learningRateAt } from './schedule.ts'
import { optimizerOf, type TrainingSettings, validateSettings } from './settings.ts'
import { isSound, readSnapshot, type Snapshot, writeSnapshot } from './snapshot.ts'

export interface TrainerOptions {
  config: ModelConfig
  settings: TrainingSettings
  corpus: Corpus
  /** start from these, [layout.size]; default: random ones by `settings.seed` */
  weights?: Float32Array
  /** go on from here instead, exactly */
  state?: Snapshot
  /** store activations in half precision, if the first batch allows it (see half.ts) */
  f16?: boolean
}

export interface StepReport {
  step: number
  /** mean over the batch, nats per token */
  loss: number
  learningRate: number
  /** global, before clipping */
  gradNorm: number
  stepMs: number
  tokensPerSecond: number
  /** at the pace of the last steps, without evaluations */
  secondsLeft: number
}

export interface EvaluationReport {
  step: number
  trainLoss: number
  validationLoss: number
  bitsPerCharacter: number
}

export interface RunOptions {
  /** stop after this step; default: the run's total */
  until?: number
  onStep?: (report: StepReport) => void
  onEvaluation?: (report: EvaluationReport) => void
  /** asked before every step */
  shouldStop?: () => boolean
  /** awaited after every step, so that others get a turn */
  yieldNow?: () => Promise<void>
  /** awaited before every batch of an evaluation; true gives the evaluation up, and nothing is reported */
  giveUpEvaluation?: () => Promise<boolean>
}

/** Steps that a GPU may have queued; a CPU computes a step when it is asked to. */
const IN_FLIGHT = { webgpu: 3, wasm: 1, reference: 1 } as const
/** A sound snapshot is taken so often, or so rarely that it costs a twentieth of the time. */
const SNAPSHOT_MS = 5000
const SNAPSHOT_SHARE = 20

export class Trainer {
  private step: number
  private pending: Promise<StepReport>[] = []
  private good: Snapshot
  private goodAt = performance.now()
  private nextSnapshotMs = SNAPSHOT_MS
  /** a snapshot that is being read: no step may start before its copies are enqueued */
  private reading: Promise<unknown> = Promise.resolve()
  private finishedAt = 0
  private meanStepMs = 0

  private constructor(
    private readonly options: TrainerOptions,
    readonly store: ParameterStore,
    /** the training program: its tensors, gradients included, can be read between runs */
    readonly program: Program,
    private readonly evaluator: Evaluator,
    private readonly batcher: Batcher,
    private readonly depth: number,
    start: Snapshot,
    /** what became of the wish for half precision; absent where there was none */
    readonly half: HalfDecision | undefined,
  ) {
    this.good = start
    this.step = start.step
  }

  /**
   * Allocates everything that the run needs.
   * @throws CourseError 'bad-config', 'bad-argument', 'bad-ids', 'bad-text', 'bad-checkpoint' or 'out-of-memory'
   */
  static async create(runtime: Runtime, options: TrainerOptions): Promise<Trainer> {
    const { config, corpus } = options
    const settings = validateSettings(options.settings)
    const layout = modelLayout(config)
    checkIds(corpus.train, config.nVocab, 'text')
    checkIds(corpus.validation, config.nVocab, 'text')
    const batcher = new Batcher(corpus.train, { batch: settings.batch, time: config.nCtx, seed: settings.seed })
    // Before anything as large is made on the host: a runtime says how much is too much.
    const store = await runtime.createStore(layout)
    try {
      const start = options.state ?? {
        weights: options.weights ?? initialWeights(layout, settings.seed),
        m: new Float32Array(layout.size),
        v: new Float32Array(layout.size),
        step: 0,
        cursor: 0,
      }
      batcher.state = start.cursor
      writeSnapshot(store, start)
      const planOf = (windows: number) => trainingPlan(config, layout, windows, optimizerOf(settings))
      const half = options.f16
        ? await decideHalf(runtime, store, {
            planOf,
            batch: batcher.next(),
            windows: settings.batch,
            scalars: scalarsOf(start.step + 1, settings),
          })
        : undefined
      batcher.state = start.cursor
      const plan = planOf(settings.batch)
      const program = await store.compile(half?.on ? halfPlan(plan) : plan)
      const evaluator = await Evaluator.create(store, config, layout, settings.batch).catch((error) => {
        program.destroy()
        throw error
      })
      return new Trainer(options, store, program, evaluator, batcher, IN_FLIGHT[runtime.kind], start, half)
    } catch (error) {
      store.destroy()
      throw error
    }
  }

  /** Steps taken. */
  get steps(): number {
    return this.step
  }

  /** The last state on the host that is known to be finite; there even when the device is lost. */
  get lastGood(): Snapshot {
    return this.good
  }

  /**
   * Trains until `until`, or until `shouldStop` says so; evaluates every `evalEvery` steps and at the run's end.
   * @throws CourseError 'not-a-number' where the loss or the gradient is not finite; the last good state is then back in the store.
   */
  async run(options: RunOptions = {}): Promise<'done' | 'stopped'> {
    const { settings } = this.options
    const until = Math.min(options.until ?? settings.steps, settings.steps)
    try {
      while (this.step < until && !options.shouldStop?.()) {
        await this.reading
        this.enqueue()
        while (this.pending.length >= this.depth) await this.settle(options)
        if (this.step === settings.steps || (settings.evalEvery > 0 && this.step % settings.evalEvery === 0)) {
          while (this.pending.length > 0) await this.settle(options)
          const evaluation = await this.evaluate(options.giveUpEvaluation)
          if (evaluation) options.onEvaluation?.(evaluation)
        }
        if (performance.now() - this.goodAt > this.nextSnapshotMs) await this.snapshot()
        await options.yieldNow?.()
      }
      while (this.pending.length > 0) await this.settle(options)
    } catch (error) {
      await Promise.allSettled(this.pending)
      this.pending = []
      if (error instanceof CourseError && error.code === 'not-a-number') this.goBack()
      throw error
    }
    return this.step >= settings.steps ? 'done' : 'stopped'
  }

  /** Loss on fixed windows of both parts of the text, about 8,000 tokens each, at the current weights. */
  evaluate(): Promise<EvaluationReport>
  /** As above; null where `giveUp`, awaited before every batch, says true. */
  evaluate(giveUp?: () => Promise<boolean>): Promise<EvaluationReport | null>
  async evaluate(giveUp?: () => Promise<boolean>): Promise<EvaluationReport | null> {
    const { corpus } = this.options
    let gaveUp = false
    const asked = giveUp && (async () => (gaveUp ||= await giveUp()))
    const trainLoss = await this.evaluator.meanLoss(this.evaluator.windows(corpus.train), asked)
    const validationLoss = await this.evaluator.meanLoss(this.evaluator.windows(corpus.validation), asked)
    if (gaveUp) return null
    return {
      step: this.step,
      trainLoss,
      validationLoss,
      bitsPerCharacter: bitsPerCharacter(validationLoss, corpus.charactersPerToken ?? 1),
    }
  }

  /**
   * The state after the last enqueued step, also while the run goes on. If it is not finite, the last state that was.
   * The arrays are the trainer's own last good state too: do not transfer or change them.
   */
  async snapshot(): Promise<Snapshot> {
    const begun = performance.now()
    const reading = readSnapshot(this.store, this.step, this.batcher.state)
    this.reading = reading.catch(() => {})
    const snapshot = await reading
    if (isSound(snapshot) && snapshot.step >= this.good.step) this.good = snapshot
    this.goodAt = performance.now()
    this.nextSnapshotMs = Math.max(SNAPSHOT_MS, SNAPSHOT_SHARE * (this.goodAt - begun))
    return this.good
  }

  destroy(): void {
    this.program.destroy()
    this.evaluator.destroy()
    this.store.destroy()
  }

  private enqueue(): void {
    const { settings, config } = this.options
    const step = ++this.step
    const begun = performance.now()
    const scalars = scalarsOf(step, settings)
    const { ids, targets } = this.batcher.next()
    this.program.write('ids', ids)
    this.program.write('targets', targets)
    this.program.replay(scalars)
    const read = Promise.all([this.program.read('losses'), this.program.read('gradNorm')])
    const report = read.then(([losses, gradNorm]): StepReport => {
      const now = performance.now()
      // The wait before it was enqueued, for an evaluation or a save, is not the step's own time.
      const stepMs = now - Math.max(this.finishedAt, begun)
      this.finishedAt = now
      this.meanStepMs = this.meanStepMs === 0 ? stepMs : 0.95 * this.meanStepMs + 0.05 * stepMs
      return {
        step,
        learningRate: scalars.learningRate,
        stepMs,
        loss: mean(losses),
        gradNorm: gradNorm[0]!,
        tokensPerSecond: (settings.batch * config.nCtx * 1000) / stepMs,
        secondsLeft: ((settings.steps - step) * this.meanStepMs) / 1000,
      }
    })
    report.catch(() => {}) // it is awaited later; until then a rejection is not unhandled
    this.pending.push(report)
  }

  /** Waits for the oldest step in flight. */
  private async settle({ onStep }: RunOptions): Promise<void> {
    const report = await this.pending.shift()!
    const { step, loss, gradNorm, learningRate } = report
    if (!Number.isFinite(loss) || !Number.isFinite(gradNorm)) {
      const what = Number.isFinite(loss) ? `the gradient's norm is ${gradNorm}` : `the loss is ${loss}`
      throw new CourseError(
        'not-a-number',
        `At step ${step}, with the learning rate at ${learningRate.toPrecision(3)}, ${what}: training stopped. The model of step ${this.good.step} is kept.`,
        `Try a learning rate of ${(this.options.settings.learningRate / 10).toPrecision(1)}, a longer warm-up, or gradient clipping at 1.`,
      )
    }
    onStep?.(report)
  }

  private goBack(): void {
    writeSnapshot(this.store, this.good)
    this.step = this.good.step
    this.batcher.state = this.good.cursor
  }
}

const scalarsOf = (step: number, settings: TrainingSettings): ReplayScalars => ({
  step,
  learningRate: learningRateAt(step, settings),
  seed: settings.seed,
  position: 0,
})
