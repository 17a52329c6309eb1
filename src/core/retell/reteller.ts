/** A model that retells, asked: the likeliest word at each place until it ends, with its probability; and where its heads looked. */
import { DELIMITERS, END, FILL, type Item, MOST_TOKENS, promptOf, type Task, textOf } from '../data/retold.ts'
import { leadOf, translateByDictionary } from '../data/baselines.ts'
import { wordsOf } from '../data/pairs.ts'
import { attentionOf } from '../inspect/attention.ts'
import { Inspector } from '../inspect/inspector.ts'
import type { ModelConfig } from '../config.ts'
import { modelLayout } from '../model/plans.ts'
import type { ParameterStore, Runtime } from '../runtime/runtime.ts'
import { Decoder } from '../sample/decoder.ts'

/** A trained model, and what it is compared with. */
export interface RetellerModel {
  config: ModelConfig
  vocabulary: string[]
  /** English and French words, learned from the same pairs: empty where it translates nothing */
  dictionary: [english: string, french: string][]
  /** [layout.size] */
  weights: Float32Array
}

export interface Retelling extends Item {
  /** words and marks, without the token that ends them */
  words: string[]
  /** with which each was the likeliest, and that with which it ended; one more than words where it ended by itself */
  probabilities: number[]
  /** the words as a text */
  written: string
  /** what needs no model: a story's first sentence, or each word by the dictionary */
  baseline: string
}

/** Asks where the heads look while these words are made of a source. */
export interface HeadQuestion {
  task: Task
  source: string
  words: readonly string[]
}

/** Attention while a target is written. */
export interface HeadReading {
  source: string[]
  /** of the target that was read */
  words: string[]
  nLayer: number
  nHead: number
  /** [nLayer][nHead][words][source]: from the place that predicts a word, to each word of the source */
  shares: number[][][][]
}

export class Reteller {
  private constructor(
    private readonly model: RetellerModel,
    private readonly store: ParameterStore,
    private readonly decoder: Decoder,
    private readonly dictionary = new Map(model.dictionary),
  ) {}

  static async open(runtime: Runtime, model: RetellerModel): Promise<Reteller> {
    const layout = modelLayout(model.config)
    const store = await runtime.createStore(layout, { training: false })
    try {
      store.write('weight', model.weights)
      return new Reteller(model, store, await Decoder.create(store, model.config, layout))
    } catch (error) {
      store.destroy()
      throw error
    }
  }

  /** @throws CourseError 'bad-text' for a source that the model cannot read */
  async retell(item: Item): Promise<Retelling> {
    const { vocabulary } = this.model
    const ids = promptOf(vocabulary, item)
    const words: string[] = []
    const probabilities: number[] = []
    while (ids.length < MOST_TOKENS[item.task]) {
      const { id, probability } = likeliest(await this.decoder.logitsAfter(ids))
      probabilities.push(probability)
      if (id === END) break
      words.push(vocabulary[id]!)
      ids.push(id)
    }
    const baseline = item.task === 'summary' ? leadOf(item.source) : translateByDictionary(this.dictionary, item.source)
    return { ...item, words, probabilities, written: textOf(words), baseline }
  }

  /** In order. */
  async retellAll(items: readonly Item[]): Promise<Retelling[]> {
    const all: Retelling[] = []
    for (const item of items) all.push(await this.retell(item))
    return all
  }

  /** In order, what `read` says of each. */
  async readAll(asked: readonly HeadQuestion[]): Promise<HeadReading[]> {
    const all: HeadReading[] = []
    for (const one of asked) all.push(await this.read(one))
    return all
  }

  /** Where each head reads from as it predicts the words of a target, its own or a given one. */
  async read({ task, source, words }: HeadQuestion): Promise<HeadReading> {
    const { config, vocabulary } = this.model
    const { nLayer, nHead } = config
    const prompt = promptOf(vocabulary, { task, source })
    const ids = Int32Array.from([...prompt, ...words.slice(0, -1).map((word) => vocabulary.indexOf(word))])
    const inspector = await Inspector.create(this.store, config, modelLayout(config), { time: ids.length })
    try {
      const T = ids.length
      const all = await attentionOf(inspector, config, ids)
      const row = (layer: number, head: number, t: number) => {
        const from = ((layer * nHead + head) * T + prompt.length - 1 + t) * T
        return Array.from(all.subarray(from, from + prompt.length - 1))
      }
      const shares = Array.from({ length: nLayer }, (_, layer) =>
        Array.from({ length: nHead }, (_, head) => words.map((_, t) => row(layer, head, t))),
      )
      return { source: wordsOf(source), words: [...words], nLayer, nHead, shares }
    } finally {
      inspector.destroy()
    }
  }

  destroy(): void {
    this.decoder.destroy()
    this.store.destroy()
  }
}

/** Neither a delimiter nor the token that fills rows up is ever written. */
const NEVER = new Set([FILL, ...Object.values(DELIMITERS)])

function likeliest(logits: Float32Array): { id: number; probability: number } {
  let id = END
  for (let i = 0; i < logits.length; i++) if (!NEVER.has(i) && logits[i]! > logits[id]!) id = i
  const sum = logits.reduce((total, z) => total + Math.exp(z - logits[id]!), 0)
  return { id, probability: 1 / sum }
}
