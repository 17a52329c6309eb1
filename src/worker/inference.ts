/** Models put to work: next tokens, samples and attention, also while they train. What was asked lately stays on the device. */
import { CourseError } from '../core/errors.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { attentionOf } from '../core/inspect/attention.ts'
import { generate, promptIds } from '../core/sample/generate.ts'
import { nextToken } from '../core/sample/nextToken.ts'
import type { AskedModels, LiveModel } from './askedModels.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import { find } from './find.ts'
import { LoadedModel } from './loadedModel.ts'
import { saidOf } from './unknownSaid.ts'
import type {
  Attention,
  CacheTime,
  Found,
  ModelHandle,
  NextToken,
  SampledToken,
  SamplingSettings,
  SearchAsked,
  UnknownSaid,
} from './protocol.ts'

/** Models that stay on the device beside the one that was asked last. */
const BUDGET_BYTES = 256 * 2 ** 20

/** A time is the quickest of so many: others had the machine to share. */
const TIMED = 4

export class Inference {
  /** the one that was asked last at the end */
  private loaded: LoadedModel[] = []
  private queue: Promise<unknown> = Promise.resolve()
  private stopRequested = false

  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
    private readonly asked: AskedModels,
    private readonly budgetBytes = BUDGET_BYTES,
  ) {}

  nextToken(handle: ModelHandle, prompt: string, settings: SamplingSettings, after?: readonly number[]): Promise<NextToken> {
    return this.borrow(handle, async (loaded) => nextToken(await loaded.typing(), loaded.model.tokenizer, prompt, settings, after))
  }

  attention(handle: ModelHandle, prompt: string): Promise<Attention> {
    return this.borrow(handle, async (loaded) => {
      const { config, tokenizer } = loaded.model
      const ids = Int32Array.from(promptIds(tokenizer, prompt)).slice(-config.nCtx)
      const probabilities = await attentionOf(await loaded.inspector(ids.length, 'numbers'), config, ids)
      return {
        tokens: Array.from(ids, (id) => tokenizer.piece(id)),
        nLayer: config.nLayer,
        nHead: config.nHead,
        probabilities,
        ...saidOf(loaded.model, prompt),
      }
    })
  }

  cacheTimes(handle: ModelHandle, lengths: readonly number[]): Promise<CacheTime[]> {
    return this.borrow(handle, async (loaded) => {
      const { nCtx, nVocab } = loaded.model.config
      const bad = lengths.find((length) => !Number.isInteger(length) || length < 2 || length >= nCtx)
      if (bad !== undefined)
        throw new CourseError(
          'bad-argument',
          `A text of ${bad} tokens is not one of 2 to ${nCtx - 1}.`,
          'Leave room for the token after it.',
        )
      const decoder = await loaded.typing()
      const text = Int32Array.from({ length: nCtx }, (_, i) => i % nVocab)
      const timed = async (before: number, length: number): Promise<number> => {
        decoder.reset()
        if (before > 0) await decoder.logitsAfter(text.subarray(0, before))
        const start = this.env.now()
        await decoder.logitsAfter(text.subarray(0, length))
        return this.env.now() - start
      }
      const quickest = async (before: number, length: number) => {
        let best = Number.POSITIVE_INFINITY
        for (let i = 0; i < TIMED; i++) best = Math.min(best, await timed(before, length))
        return best
      }
      const times: CacheTime[] = []
      for (const length of lengths) times.push({ length, whole: await quickest(0, length), next: await quickest(length - 1, length) })
      return times
    })
  }

  search(handle: ModelHandle, prompt: string, asked: SearchAsked): Promise<Found & UnknownSaid> {
    return this.borrow(handle, async (loaded) => ({
      ...(await find(await loaded.typing(), loaded.model.tokenizer, prompt, asked)),
      ...saidOf(loaded.model, prompt),
    }))
  }

  async sample(
    handle: ModelHandle,
    prompt: string,
    count: number,
    settings: SamplingSettings,
    onToken: (token: SampledToken) => void,
  ): Promise<{ text: string; tokensPerSecond: number } & UnknownSaid> {
    const { loaded, writing } = await this.borrow(handle, async (loaded) => {
      await this.endSamples()
      const writing = await loaded.writing()
      loaded.sampling++
      this.stopRequested = false
      return { loaded, writing }
    })
    const { tokenizer } = loaded.model
    const start = this.env.now()
    let [text, n] = ['', 0]
    try {
      const before = promptIds(tokenizer, prompt)
      const decode = tokenizer.decoder(before)
      for await (const { id, probability, dice } of generate(writing, before, count, settings)) {
        const token = decode(id)
        text += token
        n++
        onToken({ id, token, probability, dice })
        await this.env.yieldToMessages()
        if (this.stopRequested) break
      }
    } finally {
      loaded.sampling--
    }
    return { text, tokensPerSecond: (n * 1000) / Math.max(1e-3, this.env.now() - start), ...saidOf(loaded.model, prompt) }
  }

  /** Lends a model with its newest weights; other commands wait meanwhile. A model that does not fit beside others gets their room. */
  borrow<T>(handle: ModelHandle, work: (loaded: LoadedModel) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const model = await this.asked.get(handle)
      const { runtime } = await this.devices.getFor(model.config)
      const loaded = this.find(model, runtime)
      try {
        return await work(loaded)
      } catch (error) {
        if (!(error instanceof CourseError && error.code === 'out-of-memory')) throw error
        const others = this.letGo(() => true)
        if (!others) throw error
        return await work(this.find(model, runtime))
      } finally {
        this.makeRoom()
      }
    })
  }

  stopSampling(): void {
    this.stopRequested = true
  }

  /** Frees what a model that is gone, or has become another, holds on the device; with no id, all that can be: training needs the room. */
  release(id?: string): Promise<void> {
    return this.inTurn(async () => void this.letGo(({ model }) => id === undefined || model.id === id))
  }

  /** One command at a time on the device; a failed one does not hold up the next. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work)
    this.queue = result.catch(() => {})
    return result
  }

  private find(model: LiveModel, runtime: Runtime): LoadedModel {
    // What a device that is gone held cannot be asked any more.
    this.letGo((each) => each.runtime !== runtime)
    const loaded = this.loaded.find((each) => each.model === model) ?? new LoadedModel(model, runtime)
    this.loaded = [...this.loaded.filter((each) => each !== loaded), loaded]
    return loaded
  }

  private makeRoom(): void {
    let room = this.budgetBytes
    const tooMuch = new Set(
      [...this.loaded].reverse().filter((each, fromLast) => {
        room -= each.bytes
        return fromLast > 0 && room < 0
      }),
    )
    this.letGo((each) => tooMuch.has(each))
  }

  /** Releases those that no sample is written from. @returns whether there were any */
  private letGo(which: (loaded: LoadedModel) => boolean): boolean {
    const gone = this.loaded.filter((each) => each.sampling === 0 && which(each))
    this.loaded = this.loaded.filter((each) => !gone.includes(each))
    for (const each of gone) each.release()
    return gone.length > 0
  }

  /** A decoder writes one sample at a time. */
  private async endSamples(): Promise<void> {
    this.stopRequested = true
    while (this.loaded.some(({ sampling }) => sampling > 0)) await this.env.yieldToMessages()
  }
}
