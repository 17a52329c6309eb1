/** Adapters learn from a text, in the one training loop. */
import { flatten, type Tensors, unflatten } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import type { Batcher } from '../data/batches.ts'
import { checkIds } from '../model/ids.ts'
import { initialWeights } from '../model/init.ts'
import { owning } from '../owned.ts'
import type { ParameterLayout } from '../plan/plan.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { LoopParts, RunOptions } from '../train/loop.ts'
import { lowerRate, optimizerOf, type TrainingSettings, validateSettings } from '../train/settings.ts'
import { beginning, type Snapshot, writeSnapshot } from '../train/snapshot.ts'
import { batcherFrom, TextLoop, textParts } from '../train/textLoop.ts'
import { adapterParameters, loraLayout, loraTrainingPlan, type LoraSettings } from './lora.ts'

export interface LoraTrainerOptions {
  config: ModelConfig
  /** the frozen model */
  base: Tensors
  lora: LoraSettings
  settings: TrainingSettings
  /** to learn from */
  tokens: Int32Array
  /** adapters to go on from; default: new ones */
  adapters?: Tensors
  /** go on from here instead, exactly: adapters, then the base's norms, as in `loraLayout` */
  state?: Snapshot
}

export class LoraTrainer extends TextLoop {
  private constructor(
    parts: LoopParts,
    private readonly options: LoraTrainerOptions,
    batcher: Batcher,
  ) {
    super(parts, batcher)
  }

  /** @throws CourseError 'bad-argument', 'bad-ids', 'bad-checkpoint' or 'out-of-memory' */
  static create(runtime: Runtime, options: LoraTrainerOptions): Promise<LoraTrainer> {
    const { config, base, lora, settings, tokens, adapters } = options
    return owning(async (owner) => {
      validateSettings(settings)
      checkIds(tokens, config.nVocab, 'text')
      const layout = loraLayout(config, lora)
      const store = owner.own(await runtime.createStore(layout))
      const start = options.state ?? beginning(startOf(layout, new Map([...base, ...(adapters ?? [])]), settings.seed))
      writeSnapshot(store, start)
      const parts: LoopParts = {
        owner,
        runtime,
        store,
        program: owner.own(await store.compile(loraTrainingPlan(config, base, lora, settings.batch, optimizerOf(settings)))),
        ...textParts(config, settings),
        start,
        hint: `Try ${lowerRate(settings.learningRate)}.`,
      }
      return new LoraTrainer(parts, options, batcherFrom(start, tokens, config, settings))
    })
  }

  /** The adapters as they are now. */
  async adapters(): Promise<Tensors> {
    const { config, lora } = this.options
    const all = unflatten(this.store.layout, (await this.snapshot()).weights)
    return new Map(adapterParameters(config, lora).map(({ name }) => [name, all.get(name)!]))
  }
}

/** Until the end, or until it is told to stop; returns the adapters. @param start adapters to go on from; default: new ones */
export async function trainLora(
  runtime: Runtime,
  config: ModelConfig,
  base: Tensors,
  lora: LoraSettings,
  settings: TrainingSettings,
  tokens: Int32Array,
  options: RunOptions = {},
  start?: Tensors,
): Promise<Tensors> {
  const trainer = await LoraTrainer.create(runtime, { config, base, lora, settings, tokens, ...(start && { adapters: start }) })
  try {
    await trainer.run(options)
    return await trainer.adapters()
  } finally {
    trainer.destroy()
  }
}

/** The base's norms, and new adapters where there are none. */
function startOf(layout: ParameterLayout, known: Tensors, seed: number): Float32Array {
  const fresh = unflatten(layout, initialWeights(layout, seed))
  return flatten(layout, new Map(layout.parameters.map(({ name }) => [name, known.get(name) ?? fresh.get(name)!])))
}
