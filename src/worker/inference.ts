/** A model put to work: next tokens, samples and attention, also while it trains. */
import { modelLayout } from '../core/model/plans.ts'
import type { ParameterStore, Runtime } from '../core/runtime/runtime.ts'
import { attentionOf } from '../core/sample/attention.ts'
import { Decoder } from '../core/sample/decoder.ts'
import { generate, promptIds } from '../core/sample/generate.ts'
import { nextToken } from '../core/sample/nextToken.ts'
import type { AskedModels, LiveModel } from './askedModels.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import type { Attention, ModelHandle, NextToken, SampledToken, SamplingSettings } from './protocol.ts'

/** The model's weights on the device, in a store of their own: a step that trains never changes them in the middle of a sample. */
interface Loaded {
  model: LiveModel
  runtime: Runtime
  store: ParameterStore
  version: number
  /** one for what is typed, one for what is sampled: each has its own cache */
  typing: Decoder
  writing: Decoder
}

export class Inference {
  private loaded: Loaded | null = null
  private queue: Promise<unknown> = Promise.resolve()
  private sampling = 0
  private stopRequested = false

  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
    private readonly asked: AskedModels,
  ) {}

  nextToken(handle: ModelHandle, prompt: string, settings: SamplingSettings): Promise<NextToken> {
    return this.inTurn(async () => {
      const { typing, model } = await this.load(handle)
      return nextToken(typing, model.tokenizer, prompt, settings)
    })
  }

  attention(handle: ModelHandle, prompt: string): Promise<Attention> {
    return this.inTurn(async () => {
      const { store, model } = await this.load(handle)
      const { config, tokenizer } = model
      const ids = promptIds(tokenizer, prompt).slice(-config.nCtx)
      const probabilities = await attentionOf(store, config, ids)
      return { tokens: Array.from(ids, (id) => tokenizer.piece(id)), nLayer: config.nLayer, nHead: config.nHead, probabilities }
    })
  }

  async sample(
    handle: ModelHandle,
    prompt: string,
    count: number,
    settings: SamplingSettings,
    onToken: (token: SampledToken) => void,
  ): Promise<{ text: string; tokensPerSecond: number }> {
    const loaded = await this.inTurn(async () => {
      await this.endSample()
      const loaded = await this.load(handle)
      this.sampling++
      this.stopRequested = false
      return loaded
    })
    const { tokenizer } = loaded.model
    const start = this.env.now()
    let [text, n] = ['', 0]
    try {
      const before = promptIds(tokenizer, prompt)
      const decode = tokenizer.decoder(before)
      for await (const { id, probability, dice } of generate(loaded.writing, before, count, settings)) {
        const token = decode(id)
        text += token
        n++
        onToken({ id, token, probability, dice })
        await this.env.yieldToMessages()
        if (this.stopRequested) break
      }
    } finally {
      this.sampling--
    }
    return { text, tokensPerSecond: (n * 1000) / Math.max(1e-3, this.env.now() - start) }
  }

  /** Lends a model with its newest weights to work that brings its own plans; other commands wait meanwhile. */
  borrow<T>(handle: ModelHandle, work: (model: LiveModel, runtime: Runtime, weights: Float32Array) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const model = await this.asked.get(handle)
      const { runtime } = await this.devices.get()
      return work(model, runtime, await model.weights())
    })
  }

  stopSampling(): void {
    this.stopRequested = true
  }

  /** One command at a time on the device; a failed one does not hold up the next. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work)
    this.queue = result.catch(() => {})
    return result
  }

  /** Brings the model's newest weights to the device. */
  private async load(handle: ModelHandle): Promise<Loaded> {
    const model = await this.asked.get(handle)
    const { runtime } = await this.devices.getFor(model.config)
    if (this.loaded?.model !== model || this.loaded.runtime !== runtime) await this.replace(model, runtime)
    const loaded = this.loaded!
    // New weights under a sample that is being written would make nonsense of its cache.
    if (loaded.version !== model.version() && this.sampling === 0) {
      const version = model.version()
      loaded.store.write('weight', await model.weights())
      loaded.typing.reset()
      loaded.writing.reset()
      loaded.version = version
    }
    return loaded
  }

  /** A decoder writes one sample at a time. */
  private async endSample(): Promise<void> {
    this.stopRequested = true
    while (this.sampling > 0) await this.env.yieldToMessages()
  }

  private async replace(model: LiveModel, runtime: Runtime): Promise<void> {
    await this.endSample()
    this.release()
    const layout = modelLayout(model.config)
    const store = await runtime.createStore(layout, { training: false })
    const made: { destroy(): void }[] = [store]
    const decoder = async (): Promise<Decoder> => {
      const decoder = await Decoder.create(store, model.config, layout, model.tokenizer)
      made.unshift(decoder)
      return decoder
    }
    try {
      const version = model.version()
      store.write('weight', await model.weights())
      this.loaded = { model, runtime, store, version, typing: await decoder(), writing: await decoder() }
    } catch (error) {
      // A model that does not fit must not keep the next one out.
      for (const each of made) each.destroy()
      throw error
    }
  }

  private release(): void {
    this.loaded?.typing.destroy()
    this.loaded?.writing.destroy()
    this.loaded?.store.destroy()
    this.loaded = null
  }
}
