/** Fine-tuning: epochs over labelled examples, stopped between steps, resumed to the bit. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import type { ParameterStore, Program, Runtime } from '../runtime/runtime.ts'
import { ADAM } from '../train/settings.ts'
import { readSnapshot, type Snapshot, writeSnapshot } from '../train/snapshot.ts'
import { type Example, epochOrder, packBatch, type TaskShape } from './batches.ts'
import { Classifier, type TaskReport, writeSequences } from './classifier.ts'
import { taskLayout } from './grow.ts'
import { fineTuningPlan, outputsOf } from './plan.ts'
import { type FineTuneSettings, fineTuningRate, validateFineTuning } from './settings.ts'
import type { SpecialIds } from './tokens.ts'

export interface FineTunerOptions {
  /** with the special tokens: grownConfig */
  config: ModelConfig
  special: SpecialIds
  /** how the task is shaped; the batch is the settings' */
  task: Omit<TaskShape, 'batch'>
  examples: readonly Example[]
  settings: FineTuneSettings
  /** [layout.size]: grownWeights, or initialWeights where nothing was pre-trained */
  weights: Float32Array
  /** go on from here instead, exactly */
  state?: Snapshot
}

export interface FineTuneStep {
  step: number
  /** counted from 1 */
  epoch: number
  /** L3 = L2 + λ·L1 on the batch, nats */
  loss: number
  /** L2, nats per example */
  taskLoss: number
  /** L1, nats per token; null where λ is 0 */
  tokenLoss: number | null
  learningRate: number
  /** global, before clipping */
  gradNorm: number
  stepMs: number
}

export interface FineTuneRun {
  /** stop after this step; default: the last */
  until?: number
  onStep?: (report: FineTuneStep) => void
  /** asked before every step */
  shouldStop?: () => boolean
  /** awaited after every step, so that others get a turn */
  yieldNow?: () => Promise<void>
}

export class FineTuner {
  /** of the whole run */
  readonly totalSteps: number
  private step: number

  private constructor(
    private readonly options: FineTunerOptions,
    readonly store: ParameterStore,
    private readonly program: Program,
    private readonly classifier: Classifier,
    private readonly shape: TaskShape,
    start: Snapshot,
  ) {
    this.totalSteps = options.settings.epochs * stepsOf(options)
    this.step = start.step
  }

  /**
   * Allocates everything that the run needs.
   * @throws CourseError 'bad-argument' for settings or examples that do not fit, 'bad-checkpoint' for weights of another shape, 'out-of-memory'
   */
  static async create(runtime: Runtime, options: FineTunerOptions): Promise<FineTuner> {
    const { config, task, special, examples, weights } = options
    const settings = validateFineTuning(options.settings)
    if (examples.length === 0) throw new CourseError('bad-argument', 'There are no examples to learn from.', 'Give at least one.')
    const shape = { ...task, batch: settings.batch }
    const layout = taskLayout(config, outputsOf(task))
    const start = options.state ?? { weights, m: new Float32Array(layout.size), v: new Float32Array(layout.size), step: 0, cursor: 0 }
    const store = await runtime.createStore(layout)
    try {
      writeSnapshot(store, start)
      const plan = fineTuningPlan(config, layout, shape, settings, { ...ADAM, weightDecay: settings.weightDecay, clip: settings.clip })
      return new FineTuner(
        options,
        store,
        await store.compile(plan),
        await Classifier.create(store, config, layout, shape, special),
        shape,
        start,
      )
    } catch (error) {
      store.destroy()
      throw error
    }
  }

  /** Steps taken. */
  get steps(): number {
    return this.step
  }

  /** @throws CourseError 'not-a-number' where the loss or the gradient is not finite */
  async run({ until = this.totalSteps, onStep, shouldStop, yieldNow }: FineTuneRun = {}): Promise<'done' | 'stopped'> {
    while (this.step < Math.min(until, this.totalSteps) && !shouldStop?.()) {
      const report = await this.next()
      onStep?.(report)
      await yieldNow?.()
    }
    return this.step >= this.totalSteps ? 'done' : 'stopped'
  }

  /** How good the model is at this moment on examples that it may or may not have learned from. */
  evaluate(examples: readonly Example[], yieldNow?: () => Promise<void>): Promise<TaskReport> {
    return this.classifier.report(examples, yieldNow)
  }

  /** The state after the last step; given back to `create` as `state`, the run goes on as if it had never stopped. */
  snapshot(): Promise<Snapshot> {
    return readSnapshot(this.store, this.step, this.step)
  }

  destroy(): void {
    this.program.destroy()
    this.classifier.destroy()
    this.store.destroy()
  }

  private async next(): Promise<FineTuneStep> {
    const { settings, special, examples } = this.options
    const begun = performance.now()
    const step = ++this.step
    const perEpoch = stepsOf(this.options)
    const epoch = Math.floor((step - 1) / perEpoch)
    const first = ((step - 1) % perEpoch) * settings.batch
    const order = epochOrder(examples.length, settings.seed, epoch).subarray(first, first + settings.batch)
    const batch = packBatch(
      Array.from(order, (i) => examples[i]!),
      this.shape,
      special,
      settings.lambda,
    )
    writeSequences(this.program, batch)
    this.program.write('labelTargets', batch.labels)
    this.program.write('labelWeights', batch.labelWeights)
    if (settings.lambda > 0) {
      this.program.write('tokenTargets', batch.targets)
      this.program.write('tokenWeights', batch.tokenWeights)
    }
    const learningRate = fineTuningRate(step, settings, this.totalSteps)
    this.program.replay({ step, learningRate, seed: settings.seed, position: 0 })
    const taskLoss = weighted(await this.program.read('labelLosses'), batch.labelWeights)
    const tokenPart = settings.lambda > 0 ? weighted(await this.program.read('tokenLosses'), batch.tokenWeights) : 0
    const gradNorm = (await this.program.read('gradNorm'))[0]!
    const loss = taskLoss + tokenPart
    if (!Number.isFinite(loss) || !Number.isFinite(gradNorm)) {
      throw new CourseError(
        'not-a-number',
        `At step ${step}, with the learning rate at ${learningRate.toPrecision(3)}, the loss is ${loss} and the gradient's norm ${gradNorm}: fine-tuning stopped.`,
        `Try a learning rate of ${(settings.learningRate / 10).toPrecision(1)}, or gradient clipping at 1.`,
      )
    }
    const tokenLoss = settings.lambda > 0 ? tokenPart / settings.lambda : null
    return { step, epoch: epoch + 1, loss, taskLoss, tokenLoss, learningRate, gradNorm, stepMs: performance.now() - begun }
  }
}

/** Steps of an epoch; the last has the examples that are left. */
const stepsOf = ({ examples, settings }: FineTunerOptions): number => Math.ceil(examples.length / settings.batch)

/** Σ weight·loss, in float64 from first to last. */
const weighted = (losses: Float32Array, weights: Float32Array): number => losses.reduce((sum, loss, i) => sum + loss * weights[i]!, 0)
