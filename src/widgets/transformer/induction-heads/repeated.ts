/** A model on random letters that are said twice. */
import type { ModelConfig } from '../../../core/config/modelConfig.ts'
import { streamKey, uniform } from '../../../core/random.ts'
import { prefixMatching, strongest } from '../../../experiments/induction.ts'
import type { Attention, CoreApi, ModelHandle, ModelSummary, Probe } from '../../../worker/protocol.ts'

export interface Repeated {
  /** letters in one half */
  half: number
  /** the first of the sequences */
  text: string
  /** by [layer][head] */
  scores: number[][]
  /** the score of a head that shares evenly */
  even: number
  /** mean surprise at the letters of each half, from the second on, bits */
  first: number[]
  second: number[]
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']
const SEQUENCES = 4

/** @throws a plain error for a model without attention, or whose tokens are longer than a letter */
export async function repeatedOf(core: CoreApi, handle: ModelHandle, { config }: ModelSummary, seed: number): Promise<Repeated> {
  if ((config.family ?? 'gpt') !== 'gpt')
    throw { code: 'bad-config', message: 'The open model has no heads of attention.', hint: 'Open the course’s model, or train a GPT.' }
  const half = Math.min(LETTERS.length, Math.floor((config.nCtx - 1) / 2))
  const texts = Array.from({ length: SEQUENCES }, (_, i) => shuffled(seed, i).slice(0, half).join('')).map((word) => word + word)
  const scores = Array.from({ length: config.nLayer }, () => new Array<number>(config.nHead).fill(0))
  const [first, second] = [new Array<number>(half - 1).fill(0), new Array<number>(half - 1).fill(0)]
  const shares = Array.from({ length: config.nLayer }, (_, layer) => `h.${layer}.attn.probs`)
  for (const text of texts) {
    const read = await core.probe(handle, text, ['losses', ...shares])
    if (read.tokens.length !== 2 * half - 1)
      throw {
        code: 'bad-config',
        message: 'This figure says letters twice, and the tokens of the open model are longer or lack some.',
        hint: 'Open the course’s model, or train one on characters.',
      }
    const [losses, ...layers] = read.tensors
    const own = prefixMatching(attentionIn(read.tokens, config, layers), half)
    for (const [l, row] of own.entries()) for (const [h, score] of row.entries()) scores[l]![h]! += score / SEQUENCES
    const bits = (at: number) => losses!.data[at]! / Math.LN2 / SEQUENCES
    for (let i = 0; i < half - 1; i++) {
      first[i]! += bits(i)
      second[i]! += bits(half + i)
    }
  }
  const places = Array.from({ length: half - 1 }, (_, i) => half + i)
  return { half, text: texts[0]!, scores, even: mean(places.map((i) => 1 / (i + 1))), first, second }
}

/** The shares of all layers, as one pass gives them, side by side. */
function attentionIn(tokens: string[], { nLayer, nHead }: ModelConfig, layers: Probe['tensors']): Omit<Attention, 'unknown'> {
  const size = nHead * tokens.length ** 2
  const probabilities = new Float32Array(nLayer * size)
  for (const [layer, { data }] of layers.entries()) probabilities.set(data, layer * size)
  return { tokens, nLayer, nHead, probabilities }
}

/** The alphabet in an order of chance: no letter stands twice in a half. Fisher–Yates. */
function shuffled(seed: number, sequence: number): string[] {
  const key = streamKey(seed, sequence, 0)
  const letters = [...LETTERS]
  for (let i = letters.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(key, i) * (i + 1))
    ;[letters[i], letters[j]] = [letters[j]!, letters[i]!]
  }
  return letters
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length

export function readingsOf({ scores, even, first, second, half }: Repeated) {
  const best = strongest(scores)
  return {
    matching: best.score,
    layer: best.layer,
    head: best.head,
    even,
    bitsFirst: mean(first),
    bitsSecond: mean(second),
    gain: mean(first) - mean(second),
    letters: half,
  }
}
