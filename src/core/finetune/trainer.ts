/** Fine-tuning: epochs over labelled examples, in the one training loop. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { owning } from '../owned.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { Loop, type LoopParts, type LossOf } from '../train/loop.ts'
import { ADAM, lowerRate } from '../train/settings.ts'
import { beginning, type Snapshot, writeSnapshot } from '../train/snapshot.ts'
import { type Example, epochOrder, packBatch, sequencesOf, type TaskShape } from './batches.ts'
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
  /** neighbours among them that stay together where they are shuffled; default 1 */
  together?: number
  settings: FineTuneSettings
  /** [layout.size]: grownWeights, or initialWeights where nothing was pre-trained */
  weights: Float32Array
  /** go on from here instead, exactly */
  state?: Snapshot
}

export class FineTuner extends Loop {
  protected drawn: number

  private constructor(
    parts: LoopParts,
    private readonly options: FineTunerOptions,
    private readonly classifier: Classifier,
    private readonly shape: TaskShape,
  ) {
    super(parts)
    this.drawn = parts.start.cursor
  }

  /**
   * Allocates everything that the run needs.
   * @throws CourseError 'bad-argument' for settings or examples that do not fit, 'bad-checkpoint' for weights of another shape, 'out-of-memory'
   */
  static create(runtime: Runtime, options: FineTunerOptions): Promise<FineTuner> {
    const { config, task, special, examples, weights } = options
    return owning(async (owner) => {
      const settings = validateFineTuning(options.settings)
      if (examples.length === 0) throw new CourseError('bad-argument', 'There are no examples to learn from.', 'Give at least one.')
      const shape = { ...task, batch: settings.batch }
      const layout = taskLayout(config, outputsOf(task))
      const store = owner.own(await runtime.createStore(layout))
      const start = options.state ?? beginning(weights)
      writeSnapshot(store, start)
      const plan = fineTuningPlan(config, layout, shape, settings, { ...ADAM, weightDecay: settings.weightDecay, clip: settings.clip })
      const totalSteps = settings.epochs * stepsOf(options)
      const parts: LoopParts = {
        owner,
        runtime,
        store,
        program: owner.own(await store.compile(plan)),
        reads: settings.lambda > 0 ? ['labelLosses', 'tokenLosses'] : ['labelLosses'],
        totalSteps,
        tokensPerStep: shape.batch * sequencesOf(shape) * shape.time,
        seed: settings.seed,
        rateAt: (step) => fineTuningRate(step, settings, totalSteps),
        start,
        hint: `Try ${lowerRate(settings.learningRate)}, or gradient clipping at 1.`,
      }
      return new FineTuner(parts, options, owner.own(await Classifier.create(store, config, layout, shape, special)), shape)
    })
  }

  /** How good the model is at this moment on examples that it may or may not have learned from. */
  evaluate(examples: readonly Example[], yieldNow?: () => Promise<void>): Promise<TaskReport> {
    return this.classifier.report(examples, yieldNow)
  }

  protected feed(step: number): LossOf {
    const { settings, special, examples } = this.options
    const perEpoch = stepsOf(this.options)
    const epoch = Math.floor((step - 1) / perEpoch)
    const first = ((step - 1) % perEpoch) * settings.batch
    const order = epochOrder(examples.length, settings.seed, epoch, this.options.together).subarray(first, first + settings.batch)
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
    this.drawn = step
    return ([labelLosses, tokenLosses]) => {
      const taskLoss = weighted(labelLosses!, batch.labelWeights)
      const tokenPart = settings.lambda > 0 ? weighted(tokenLosses!, batch.tokenWeights) : 0
      const tokenLoss = settings.lambda > 0 ? tokenPart / settings.lambda : null
      return { loss: taskLoss + tokenPart, fineTuning: { epoch: epoch + 1, taskLoss, tokenLoss } }
    }
  }
}

/** Steps of an epoch; the last has the examples that are left. */
const stepsOf = ({ examples, settings }: FineTunerOptions): number => Math.ceil(examples.length / settings.batch)

/** Σ weight·loss, in float64 from first to last. */
const weighted = (losses: Float32Array, weights: Float32Array): number => losses.reduce((sum, loss, i) => sum + loss * weights[i]!, 0)
