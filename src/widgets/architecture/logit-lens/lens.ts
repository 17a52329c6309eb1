/** Every block's output read by the table that reads the last one (nostalgebraist 2020). With norms after the sums it needs nothing else. */
import { variantOf } from '../../../core/config.ts'
import { expectGpt1Blocks } from '../../../experiments/blocks.ts'
import { readVectors } from '../../../instruments/tokenVectors.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

export const MOST_TOKENS = 48
/** Products of states and rows of the table that a page computes in about a second. */
const MOST_PRODUCTS = 4e8

export interface Lens {
  /** those that are read, which are the last of the text where the table is large */
  tokens: string[]
  /** the text of each entry of the vocabulary, V */
  names: readonly string[]
  width: number
  /** [V,C] */
  table: ArrayLike<number>
  /** by depth, 0 … L: the embedding, then what each block gives out [T,C] */
  states: readonly ArrayLike<number>[]
  /** of each depth and token [L+1][T]: the likeliest entry and its share */
  guesses: readonly (readonly Guess[])[]
  /** largest difference of the last token's scores from the model's logits */
  difference: number
}

export interface Guess {
  id: number
  share: number
}

export async function lensOf(core: CoreApi, handle: ModelHandle, model: ModelSummary, text: string): Promise<Lens> {
  expectGpt1Blocks(model)
  const { nLayer, nEmbd: C, nVocab: V } = model.config
  const depths = ['embed', ...Array.from({ length: nLayer }, (_, l) => `h.${l}.ln_2`)]
  const [{ tokens, tensors }, vectors] = await Promise.all([core.probe(handle, text, [...depths, 'logits']), readVectors(core, handle)])
  const table = variantOf(model.config).tied ? vectors.data : (await core.weights(handle, ['lm_head.weight']))[0]!.data
  const columns = Math.max(1, Math.min(tokens.length, Math.floor(MOST_PRODUCTS / (depths.length * V * C))))
  const first = tokens.length - columns
  const states = depths.map((_, d) => tensors[d]!.data.slice(first * C, tokens.length * C))
  const read = { tokens: tokens.slice(first), names: vectors.names, width: C, table, states }
  const guesses = states.map((_, d) =>
    Array.from({ length: columns }, (_, t) => {
      const scores = scoresOf(read, d, t)
      const id = scores.reduce((best, score, i) => (score > scores[best]! ? i : best), 0)
      return { id, share: sharesOf(scores)[id]! }
    }),
  )
  const own = tensors.at(-1)!.data
  const last = scoresOf(read, nLayer, columns - 1)
  const difference = last.reduce((worst, score, i) => Math.max(worst, Math.abs(score - own[(tokens.length - 1) * V + i]!)), 0)
  return { ...read, guesses, difference }
}

/** Every entry's score by the state at that depth and token: h·row [V]. */
export function scoresOf(
  { states, table, width, names }: Omit<Lens, 'guesses' | 'difference'>,
  depth: number,
  token: number,
): Float64Array {
  const state = states[depth]!
  const scores = new Float64Array(names.length)
  for (let v = 0; v < scores.length; v++) {
    let sum = 0
    for (let c = 0; c < width; c++) sum += state[token * width + c]! * table[v * width + c]!
    scores[v] = sum
  }
  return scores
}

/** softmax */
export function sharesOf(scores: Float64Array): Float64Array {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const powers = scores.map((score) => Math.exp(score - most))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/** From this depth on the guess is the last one. */
export function decidesAt({ guesses }: Pick<Lens, 'guesses'>, token: number): number {
  const last = guesses.at(-1)![token]!.id
  let depth = guesses.length - 1
  while (depth > 0 && guesses[depth - 1]![token]!.id === last) depth--
  return depth
}

/** Tokens whose guess comes only with the last block. */
export const lateOf = (lens: Pick<Lens, 'guesses' | 'tokens'>): number =>
  lens.tokens.filter((_, token) => decidesAt(lens, token) === lens.guesses.length - 1).length

export const placeIn = ({ tokens }: Pick<Lens, 'tokens'>, place: number): number => Math.min(place, tokens.length - 1)

export function readingsOf(lens: Lens, place: number) {
  const token = placeIn(lens, place)
  const { id, share } = lens.guesses.at(-1)![token]!
  return {
    tokens: lens.tokens.length,
    blocks: lens.states.length - 1,
    decides: decidesAt(lens, token),
    late: lateOf(lens),
    final: share,
    early: sharesOf(scoresOf(lens, 0, token))[id]!,
    difference: lens.difference,
  }
}
