/** A chatbot, asked: the likeliest token at each place until the answer ends, from the turns that its window has room for. */
import type { ModelConfig } from '../config.ts'
import type { TaskTokenizer } from '../finetune/tokens.ts'
import { modelLayout } from '../model/plans.ts'
import type { ParameterStore, Runtime } from '../runtime/runtime.ts'
import { Decoder } from '../sample/decoder.ts'
import { checkKnown } from '../tokenizer/unknown.ts'
import { ANSWER_ROOM, type ChatTurn, type Window, windowOf } from './window.ts'

export interface ChatModel {
  /** with the special tokens */
  config: ModelConfig
  tokenizer: TaskTokenizer
  /** flat, [modelLayout(config).size] */
  weights: Float32Array
}

export interface Reply {
  answer: string
  window: Window
  /** the probability of the whole answer, its end included; null where it was cut off */
  probability: number | null
  /** characters of what was said that the model does not know */
  unknown: string[]
}

export class Chatbot {
  private constructor(
    private readonly model: Pick<ChatModel, 'config' | 'tokenizer'>,
    private readonly decoder: Decoder,
    private readonly store: ParameterStore,
  ) {}

  static async open(runtime: Runtime, model: ChatModel): Promise<Chatbot> {
    const layout = modelLayout(model.config)
    const store = await runtime.createStore(layout, { training: false })
    try {
      store.write('weight', model.weights)
      return new Chatbot(model, await Decoder.create(store, model.config, layout), store)
    } catch (error) {
      store.destroy()
      throw error
    }
  }

  /**
   * @param before the dialogue so far @param onPiece is told what is written, as it is written, and may ask to stop
   * @throws CourseError 'bad-text' for what cannot be read
   */
  async reply(before: readonly ChatTurn[], said: string, onPiece?: (piece: string) => boolean | Promise<boolean>): Promise<Reply> {
    const { config, tokenizer } = this.model
    const unknown = checkKnown(tokenizer, said, 'prompt')
    const window = windowOf(tokenizer, config.nCtx, before, said)
    const ids = [...window.ids]
    const piece = tokenizer.decoder(ids)
    let [answer, logProbability, ended] = ['', 0, false]
    while (ids.length < window.ids.length + ANSWER_ROOM) {
      const { id, probability } = likeliest(await this.decoder.logitsAfter(ids), tokenizer)
      logProbability += Math.log(probability)
      ended = id === tokenizer.special.extract
      if (ended) break
      ids.push(id)
      const written = piece(id)
      answer += written
      if ((await onPiece?.(written)) === false) break
    }
    return {
      answer,
      window,
      probability: ended ? Math.exp(logProbability) : null,
      unknown: unknown?.kinds.map(({ character }) => character) ?? [],
    }
  }

  destroy(): void {
    this.decoder.destroy()
    this.store.destroy()
  }
}

/** Of what an answer may have: the vocabulary's own tokens, and that which ends it. */
function likeliest(logits: Float32Array, { base, special, unkId }: TaskTokenizer): { id: number; probability: number } {
  let id = special.extract
  for (let i = 0; i < base.size; i++) if (i !== unkId && logits[i]! > logits[id]!) id = i
  const sum = logits.reduce((total, z) => total + Math.exp(z - logits[id]!), 0)
  return { id, probability: 1 / sum }
}
