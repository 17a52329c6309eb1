/** The models that are asked, by their handles: in training as they are now, at rest as they were read, and steps of their past. */
import type { ModelConfig, Surgery } from '../core/config.ts'
import { isOperated } from '../core/config/variant.ts'
import { carryOver, withCuts } from '../core/model/surgery.ts'
import type { Tokenizer } from '../core/tokenizer/tokenizer.ts'
import { weightsOf } from './modelRecord.ts'
import type { StoredModel } from './models.ts'
import type { ModelHandle, ModelSummary, TextRef } from './protocol.ts'

/** A model that can be asked. Its weights may change from call to call, when it is in training. */
export interface LiveModel {
  id: string
  config: ModelConfig
  tokenizer: Tokenizer
  /** [layout.size]; `version` changes when they do */
  weights(): Promise<Float32Array>
  version(): number
  /** what it learned from, where that is known */
  text: TextRef | null
}

/** Where models come from. */
export interface Sources {
  /** the model in training, or null */
  live(id: string): { model: LiveModel; summary: ModelSummary } | null
  /** as it lies in storage */
  load(id: string): Promise<StoredModel>
  /** as it was after a step */
  at(id: string, step: number): Promise<{ stored: StoredModel; weights: Float32Array }>
}

interface Asked {
  model: LiveModel
  summary: ModelSummary
  bytes: number
}

/** Weights of models at rest that stay in memory, beside those of the model that was asked last. */
const BUDGET_BYTES = 64 * 2 ** 20

export class AskedModels {
  /** by handle, the one that was asked last at the end */
  private readonly kept = new Map<string, Promise<Asked>>()
  /** of those that have been read */
  private readonly bytes = new WeakMap<Promise<Asked>, number>()
  /** what is left of models when parts are cut out of them, by the parts; forgotten with the whole */
  private readonly cuts = new WeakMap<LiveModel, Map<string, LiveModel>>()

  constructor(
    private readonly sources: Sources,
    /** told of a model of which nothing holds any more */
    private readonly onForget: (id: string) => void = () => {},
    private readonly budgetBytes = BUDGET_BYTES,
  ) {}

  /** @throws CourseError 'not-found' for a model that is no more, or a step of which nothing is kept */
  async get(handle: ModelHandle): Promise<LiveModel> {
    return (await this.find(handle)).model
  }

  /** What is known of the model, which is read anew: another tab may have changed it. */
  async describe(handle: ModelHandle): Promise<ModelSummary> {
    const before = await this.kept.get(handle.id)?.catch(() => undefined)
    if (handle.without || handle.step !== undefined || this.sources.live(handle.id) || !before) return (await this.find(handle)).summary
    const { id } = handle
    const now = await this.read(id)
    // What was compiled for weights that are still the same need not be compiled again.
    const same = now.summary.savedAt === before.summary.savedAt && now.summary.step === before.summary.step
    if (!same) this.forget(id)
    return (await this.remember(handle, Promise.resolve(same ? { ...before, summary: now.summary } : now))).summary
  }

  /** A model that has just ended its training needs no storage to be asked, nor has it any where its save failed. */
  async keep(model: LiveModel, summary: ModelSummary): Promise<void> {
    this.forget(model.id)
    await this.remember({ id: model.id }, Promise.resolve({ model: await still(model), summary, bytes: 4 * summary.parameters }))
  }

  /** The model is gone, or will be another: nothing that was read of it holds any more, its past included. */
  forget(id: string): void {
    this.onForget(id)
    for (const key of this.kept.keys()) if (key === id || key.startsWith(`${id}@`)) this.kept.delete(key)
  }

  private async find(handle: ModelHandle): Promise<Pick<Asked, 'model' | 'summary'>> {
    const { id, step, without } = handle
    if (without && isOperated(without)) return this.cut(await this.find({ ...handle, without: undefined }), without)
    if (step === undefined) return this.sources.live(id) ?? this.remember(handle, this.kept.get(keyOf(handle)) ?? this.read(id))
    return this.remember(handle, this.kept.get(keyOf(handle)) ?? this.compute(id, step))
  }

  /** The model without some of its parts; the weights that are left are the whole's own, copied when they are asked for. */
  private cut({ model, summary }: Pick<Asked, 'model' | 'summary'>, without: Surgery): Pick<Asked, 'model' | 'summary'> {
    const config = withCuts(model.config, without)
    const known = this.cuts.get(model) ?? new Map<string, LiveModel>()
    this.cuts.set(model, known)
    const key = JSON.stringify(config.surgery)
    const left = known.get(key) ?? { ...model, config, weights: async () => carryOver(await model.weights(), model.config, config) }
    known.set(key, left)
    return { model: left, summary: { ...summary, config } }
  }

  private async read(id: string): Promise<Asked> {
    const stored = await this.sources.load(id)
    return atRest(stored, weightsOf(stored.model))
  }

  private async compute(id: string, step: number): Promise<Asked> {
    if (!this.sources.live(id)) {
      // Where a model came without its training state, the step that it is at is the one that can be asked for.
      const latest = await this.remember({ id }, this.kept.get(id) ?? this.read(id))
      if (latest.summary.spec && latest.summary.step === step) return latest
    }
    const { stored, weights } = await this.sources.at(id, step)
    return atRest(stored, weights)
  }

  /** Keeps what was found, and lets go what was asked longest ago where that is too much. What failed is tried again. */
  private async remember(handle: ModelHandle, asked: Promise<Asked>): Promise<Asked> {
    const key = keyOf(handle)
    this.kept.delete(key)
    this.kept.set(key, asked)
    try {
      const found = await asked
      this.bytes.set(asked, found.bytes)
      this.makeRoom()
      return found
    } catch (error) {
      if (this.kept.get(key) === asked) this.kept.delete(key)
      throw error
    }
  }

  private makeRoom(): void {
    let room = this.budgetBytes
    for (const [fromLast, [key, asked]] of [...this.kept].reverse().entries()) {
      room -= this.bytes.get(asked) ?? 0
      if (fromLast > 0 && room < 0) this.kept.delete(key)
    }
  }
}

const keyOf = ({ id, step }: ModelHandle): string => (step === undefined ? id : `${id}@${step}`)

/** A model that does not change any more. */
function atRest({ summary, model }: StoredModel, weights: Float32Array): Asked {
  const { config, tokenizer } = model
  const live = { id: summary.id, config, tokenizer, weights: async () => weights, version: () => 0, text: summary.spec?.text ?? null }
  return { model: live, summary, bytes: weights.byteLength }
}

/** The model with the weights that it has now. */
async function still(model: LiveModel): Promise<LiveModel> {
  const weights = await model.weights()
  return { ...model, weights: async () => weights, version: () => 0 }
}
