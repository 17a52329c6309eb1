/** Next-token logits of a growing text: by KV cache while it fits the context, by whole passes over its last nCtx tokens after that. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { decodingPlan, evaluationPlan, type ModelLayout } from '../model/plans.ts'
import type { ParameterStore, Program } from '../runtime/runtime.ts'
import { checkIds } from '../model/ids.ts'

/** Reads the weights in `store` at every call; after they change, call `reset`. One call at a time. */
export class Decoder {
  /** the tokens whose keys and values are in the cache */
  private cached: number[] = []
  /** A cropped window has other positions than the cache holds, so it needs a pass of its own: compiled when first needed. */
  private whole: Program | undefined

  private constructor(private readonly store: ParameterStore, readonly config: ModelConfig, private readonly layout: ModelLayout, private readonly decoding: Program) {}

  static async create(store: ParameterStore, config: ModelConfig, layout: ModelLayout): Promise<Decoder> {
    return new Decoder(store, config, layout, await store.compile(decodingPlan(config, layout)))
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
    return ids.length <= this.config.nCtx ? this.decode(ids) : this.passOver(Array.from(ids).slice(-this.config.nCtx))
  }

  private async decode(ids: ArrayLike<number>): Promise<Float32Array> {
    let position = 0
    // The last token is always computed: its logits are what was asked for.
    while (position < ids.length - 1 && this.cached[position] === ids[position]) position++
    this.cached.length = position
    for (; position < ids.length; position++) {
      this.decoding.write('ids', Int32Array.of(ids[position]!))
      this.decoding.replay({ step: 0, learningRate: 0, seed: 0, position })
      this.cached.push(ids[position]!)
    }
    return this.decoding.read('logits')
  }

  private async passOver(window: number[]): Promise<Float32Array> {
    this.whole ??= await this.store.compile(evaluationPlan(this.config, this.layout, 1))
    this.whole.write('ids', Int32Array.from(window))
    this.whole.write('targets', new Int32Array(window.length))
    this.whole.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
    return (await this.whole.read('logits')).slice(-this.config.nVocab)
  }

  /** The store stays. */
  destroy(): void {
    this.decoding.destroy()
    this.whole?.destroy()
  }
}
