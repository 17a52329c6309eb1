/** Next-token logits of a growing text: by KV cache where the model can have one and the text fits, else by whole passes over its last nCtx tokens. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { decodesByCache, decodingPlan, evaluationPlan, type ModelLayout } from '../model/plans.ts'
import type { ParameterStore, Program } from '../runtime/runtime.ts'
import { checkIds } from '../model/ids.ts'

/** Reads the weights in `store` at every call; after they change, call `reset`. One call at a time. */
export class Decoder {
  /** the tokens whose keys and values are in the cache */
  private cached: number[] = []
  /** A cropped window has other positions than the cache holds, so it needs a pass of its own: compiled when first needed. */
  private whole: { program: Program; time: number } | undefined

  private constructor(
    private readonly store: ParameterStore,
    readonly config: ModelConfig,
    private readonly layout: ModelLayout,
    private readonly decoding: Program | null,
  ) {}

  static async create(store: ParameterStore, config: ModelConfig, layout: ModelLayout): Promise<Decoder> {
    const decoding = decodesByCache(config) ? await store.compile(decodingPlan(config, layout)) : null
    return new Decoder(store, config, layout, decoding)
  }

  /** Forgets the cache. */
  reset(): void {
    this.cached = []
  }

  /**
   * The logits [V] of the token after `ids`, of which the last nCtx are seen. Tokens that are already cached cost nothing.
   * @throws CourseError 'bad-ids' for no ids, or ids that the vocabulary does not have
   */
  async logitsAfter(ids: ArrayLike<number>): Promise<Float32Array> {
    if (ids.length === 0) throw new CourseError('bad-ids', 'There are no tokens to go on from.', 'Give at least one.')
    checkIds(ids, this.config.nVocab)
    if (this.decoding && ids.length <= this.config.nCtx) return this.decode(this.decoding, ids)
    return this.passOver(Int32Array.from(ids).slice(-this.config.nCtx))
  }

  private async decode(decoding: Program, ids: ArrayLike<number>): Promise<Float32Array> {
    let position = 0
    // The last token is always computed: its logits are what was asked for.
    while (position < ids.length - 1 && this.cached[position] === ids[position]) position++
    this.cached.length = position
    for (; position < ids.length; position++) {
      decoding.write('ids', Int32Array.of(ids[position]!))
      decoding.replay({ step: 0, learningRate: 0, seed: 0, position })
      this.cached.push(ids[position]!)
    }
    return decoding.read('logits')
  }

  private async passOver(window: Int32Array): Promise<Float32Array> {
    // What stands after a text does not reach it, so one program serves all lengths; without a mask it would.
    const time = this.config.surgery?.noMask ? window.length : this.config.nCtx
    const { program } = await this.wholePass(time)
    const ids = new Int32Array(time)
    ids.set(window)
    program.write('ids', ids)
    program.write('targets', new Int32Array(time))
    program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
    const { nVocab } = this.config
    return (await program.read('logits')).slice((window.length - 1) * nVocab, window.length * nVocab)
  }

  private async wholePass(time: number): Promise<{ program: Program }> {
    if (this.whole?.time === time) return this.whole
    this.whole?.program.destroy()
    this.whole = { time, program: await this.store.compile(evaluationPlan(this.config, this.layout, 1, time)) }
    return this.whole
  }

  /** The store stays. */
  destroy(): void {
    this.decoding?.destroy()
    this.whole?.program.destroy()
  }
}
