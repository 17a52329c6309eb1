/** What follows a growing text: by KV cache where the model can have one and the text fits, else by whole passes over its last nCtx tokens. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { decodesByCache, decodingPlan, type ModelLayout, nextTokenPlan, PROMPT_ROWS, promptPlan } from '../model/plans.ts'
import { checkIds } from '../model/ids.ts'
import { expectFinite, notANumber } from '../notANumber.ts'
import type { Drawable } from '../drawable.ts'
import type { ReplayScalars } from '../plan/plan.ts'
import type { ParameterStore, Program } from '../runtime/runtime.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import { devicesOwn, type FilterSettings } from '../filters.ts'

/** Fewer tokens than this are read one by one: a pass over many costs about as much. */
const FEW = 4

/** How one token is drawn: `dice` in [0, 1) say which of those kept. */
export interface Draw extends FilterSettings {
  dice: number
}

/**
 * Reads the weights in `store` at every call; after they change, call `reset`. One call at a time.
 * How a token came into the cache, in a prompt or drawn, leaves no trace in its bits: the same text gives the same logits.
 */
export class Decoder {
  /** the tokens whose keys and values are in the cache */
  private cached: number[] = []
  /** Fills the cache with many tokens at once: compiled for the first prompt that is long enough. */
  private prompt: Program | undefined
  /** A cropped window has other positions than the cache holds, so it needs a pass of its own: compiled when first needed. */
  private whole: { program: Program; time: number } | undefined

  private constructor(
    private readonly store: ParameterStore,
    readonly config: ModelConfig,
    private readonly layout: ModelLayout,
    /** the tokens that may be drawn, by the device and by the host */
    readonly drawable: Drawable,
    private readonly decoding: Program | null,
  ) {}

  /** @param tokenizer of the model: only what it can spell is drawn. Without one, every row of the table may be. */
  static async create(
    store: ParameterStore,
    config: ModelConfig,
    layout: ModelLayout,
    tokenizer?: Pick<Tokenizer, 'size' | 'unkId'>,
  ): Promise<Decoder> {
    const drawable = { tokens: Math.min(tokenizer?.size ?? config.nVocab, config.nVocab), never: tokenizer?.unkId ?? -1 }
    const decoding = decodesByCache(config) ? await store.compile(decodingPlan(config, layout, drawable)) : null
    return new Decoder(store, config, layout, drawable, decoding)
  }

  /** Forgets the cache. */
  reset(): void {
    this.cached = []
  }

  /**
   * The logits [V] of the token after `ids`, of which the last nCtx are seen. Tokens that are already cached cost nothing.
   * @throws CourseError 'bad-ids' for no ids, or ids that the vocabulary does not have; 'not-a-number'
   */
  async logitsAfter(ids: ArrayLike<number>): Promise<Float32Array> {
    this.check(ids)
    const logits = await this.unchecked(ids)
    try {
      return expectFinite(logits, 'The logits')
    } catch (error) {
      this.reset()
      throw error
    }
  }

  private async unchecked(ids: ArrayLike<number>): Promise<Float32Array> {
    if (!this.decoding || ids.length > this.config.nCtx) return this.passOver(Int32Array.from(ids).slice(-this.config.nCtx))
    const last = ids.length - 1
    await this.feed(this.decoding, ids, last)
    this.decoding.write('ids', Int32Array.of(ids[last]!))
    this.decoding.replay(scalars(last))
    this.cached.push(ids[last]!)
    return this.decoding.read('logits')
  }

  /** How many tokens the device can draw by itself after a text of that length: until the context is full, if it has a cache. */
  room(length: number): number {
    return this.decoding ? Math.max(0, this.config.nCtx + 1 - length) : 0
  }

  /**
   * Tokens after `ids`, one for each draw (at most `room`), each with its probability among those kept. The device draws them
   * all by itself, as distribution.ts would, with the filters that it has.
   * @throws CourseError 'bad-ids', and 'not-a-number' for logits that are not finite
   */
  async draw(ids: ArrayLike<number>, draws: readonly Draw[]): Promise<{ id: number; probability: number }[]> {
    this.check(ids)
    const { decoding } = this
    if (!decoding || draws.length > this.room(ids.length))
      throw new Error(`${draws.length} tokens after ${ids.length} do not fit in the cache`)
    if (!draws.every(devicesOwn)) throw new Error('the device has no min-p and no repetition penalty: the host draws with these')
    const last = ids.length - 1
    await this.feed(decoding, ids, last)
    decoding.write('ids', Int32Array.of(ids[last]!))
    decoding.replayEach(draws.map((draw, i) => ({ ...scalars(last + i), draw })))
    const [drawn, chances] = await Promise.all([decoding.read('drawn'), decoding.read('chances')])
    const tokens = draws.map((_, i) => ({ id: drawn[last + i]!, probability: chances[last + i]! }))
    if (tokens.some(({ id }) => id < 0)) {
      this.reset()
      throw notANumber('A logit is not a finite number.')
    }
    this.cached.push(ids[last]!, ...tokens.slice(0, -1).map(({ id }) => id))
    return tokens
  }

  private check(ids: ArrayLike<number>): void {
    if (ids.length === 0) throw new CourseError('bad-ids', 'There are no tokens to go on from.', 'Give at least one.')
    checkIds(ids, this.config.nVocab)
  }

  /** Brings exactly the first `count` tokens into the cache. */
  private async feed(decoding: Program, ids: ArrayLike<number>, count: number): Promise<void> {
    let position = 0
    while (position < count && this.cached[position] === ids[position]) position++
    this.cached.length = position
    if (count - position >= FEW) {
      this.prompt ??= await this.store.compile(promptPlan(this.config, this.layout), decoding)
      const rows = Math.min(PROMPT_ROWS, this.config.nCtx)
      for (let next = position; next < count; next += rows) {
        // At the context's end, tokens that are there already are computed again, to the same bits. What stands after the
        // text is any token: its row of the cache is written anew before a token reads it.
        const start = Math.min(next, this.config.nCtx - rows)
        this.prompt.write(
          'ids',
          Int32Array.from({ length: rows }, (_, i) => (start + i < count ? ids[start + i]! : 0)),
        )
        this.prompt.replay(scalars(start))
      }
    } else {
      for (let next = position; next < count; next++) {
        decoding.write('ids', Int32Array.of(ids[next]!))
        decoding.replay(scalars(next))
      }
    }
    for (let next = position; next < count; next++) this.cached.push(ids[next]!)
  }

  private async passOver(window: Int32Array): Promise<Float32Array> {
    // What stands after a text does not reach it, so one program serves all lengths; without a mask it would.
    const time = this.config.surgery?.noMask ? window.length : this.config.nCtx
    const { program } = await this.wholePass(time)
    const ids = new Int32Array(time)
    ids.set(window)
    program.write('ids', ids)
    program.write('at', Int32Array.of(window.length - 1))
    program.replay(scalars(0))
    return program.read('next')
  }

  private async wholePass(time: number): Promise<{ program: Program }> {
    if (this.whole?.time === time) return this.whole
    this.whole?.program.destroy()
    this.whole = { time, program: await this.store.compile(nextTokenPlan(this.config, this.layout, time)) }
    return this.whole
  }

  /** The store stays. */
  destroy(): void {
    this.prompt?.destroy()
    this.decoding?.destroy()
    this.whole?.program.destroy()
  }
}

const scalars = (position: number): ReplayScalars => ({ step: 0, learningRate: 0, seed: 0, position })
