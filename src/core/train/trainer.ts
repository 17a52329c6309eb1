/** Training of a whole language model on a text: pre-training, and every kind of going on with all weights. */
import type { ModelConfig } from '../config.ts'
import { Batcher } from '../data/batches.ts'
import type { Corpus } from '../data/corpus.ts'
import { checkIds } from '../model/ids.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout, trainingPlan } from '../model/plans.ts'
import { owning } from '../owned.ts'
import { halfPlan } from '../plan/half.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { bitsPerCharacter, Evaluator } from './evaluator.ts'
import { FaultyBatcher, type Faults, plantedWeights, withFaults } from './faults.ts'
import { decideHalf, type HalfDecision } from './half.ts'
import type { EvaluationReport, LoopParts } from './loop.ts'
import { lowerRate, optimizerOf, type TrainingSettings, validateSettings } from './settings.ts'
import { beginning, type Snapshot, writeSnapshot } from './snapshot.ts'
import { TextLoop, textParts } from './textLoop.ts'

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
  /** planted on purpose (see faults.ts) */
  faults?: Faults
}

export class Trainer extends TextLoop {
  private constructor(
    parts: LoopParts,
    batcher: Batcher,
    private readonly corpus: Corpus,
    private readonly evaluator: Evaluator,
    /** what became of the wish for half precision; absent where there was none */
    readonly half: HalfDecision | undefined,
    private readonly faults: Faults,
  ) {
    super(parts, batcher)
  }

  /**
   * Allocates everything that the run needs.
   * @throws CourseError 'bad-config', 'bad-argument', 'bad-ids', 'bad-text', 'bad-checkpoint' or 'out-of-memory'
   */
  static create(runtime: Runtime, options: TrainerOptions): Promise<Trainer> {
    const { config, corpus, faults = {} } = options
    return owning(async (owner) => {
      const settings = validateSettings(options.settings)
      const layout = modelLayout(config)
      checkIds(corpus.train, config.nVocab, 'text')
      checkIds(corpus.validation, config.nVocab, 'text')
      const windows = { batch: settings.batch, time: config.nCtx, seed: settings.seed }
      const batcher = options.faults ? new FaultyBatcher(corpus.train, windows, faults) : new Batcher(corpus.train, windows)
      // Before anything as large is made on the host: a runtime says how much is too much.
      const store = owner.own(await runtime.createStore(layout))
      const first = (): Float32Array =>
        plantedWeights(options.weights ?? initialWeights(layout, settings.seed, settings.initStd), layout, faults)
      const start = options.state ?? beginning(first())
      const common = textParts(config, settings)
      batcher.state = start.cursor
      writeSnapshot(store, start)
      const planOf = (windows: number) => trainingPlan(config, layout, windows, optimizerOf(settings))
      const half = options.f16
        ? await decideHalf(runtime, store, {
            planOf,
            batch: batcher.next(),
            windows: settings.batch,
            scalars: { step: start.step + 1, learningRate: common.rateAt(start.step + 1), seed: settings.seed, position: 0 },
          })
        : undefined
      batcher.state = start.cursor
      const plan = planOf(settings.batch)
      const parts: LoopParts = {
        owner,
        runtime,
        store,
        program: owner.own(await store.compile(half?.on ? halfPlan(plan) : plan)),
        ...common,
        evalEvery: settings.evalEvery,
        start,
        hint: `Try ${lowerRate(settings.learningRate)}, a longer warm-up, or gradient clipping at 1.`,
      }
      const evaluator = owner.own(await Evaluator.create(store, config, layout, settings.batch))
      return new Trainer(parts, batcher, corpus, evaluator, half, faults)
    })
  }

  /** Loss on fixed windows of both parts of the text, about 8,000 tokens each, at the current weights. */
  evaluate(): Promise<EvaluationReport>
  /** As above; null where `giveUp`, awaited before every batch, says true. */
  evaluate(giveUp?: () => Promise<boolean>): Promise<EvaluationReport | null>
  async evaluate(giveUp?: () => Promise<boolean>): Promise<EvaluationReport | null> {
    const { corpus } = this
    let gaveUp = false
    const asked = giveUp && (async () => (gaveUp ||= await giveUp()))
    const lossOf = (tokens: Int32Array) =>
      this.evaluator.meanLoss(
        this.evaluator.windows(tokens).map((batch) => withFaults(batch, this.faults)),
        asked,
      )
    const trainLoss = await lossOf(corpus.train)
    const validationLoss = await lossOf(corpus.validation)
    if (gaveUp) return null
    return {
      step: this.steps,
      trainLoss,
      validationLoss,
      bitsPerCharacter: bitsPerCharacter(validationLoss, corpus.charactersPerToken ?? 1),
    }
  }

  protected override evaluateNow(giveUp?: () => Promise<boolean>): Promise<EvaluationReport | null> {
    return this.evaluate(giveUp)
  }
}
