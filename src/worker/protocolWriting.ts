/** The protocol's words for writing: how tokens are drawn, what may come next, and texts that were found. Types only. */
import type { SamplingSettings } from '../core/sample/generate.ts'

export type { SamplingSettings }

/** What is looked for after a prompt: the same text greedily, with beams, with dice, and the best of all for certain. */
export interface SearchAsked {
  /** new tokens at most */
  tokens: number
  beams: number
  /** the power of the length that a text's log probability is divided by */
  lengthPenalty: number
  /** the token that ends a text; empty where all have the full length */
  end: string
  /** a text is drawn with each */
  samples: readonly SamplingSettings[]
  /** beginnings that the exact search may read before it gives up; 0: it is not tried */
  exact: number
}

/** A text that goes on from the prompt, with the model's own probability of each token. */
export interface FoundPath {
  /** logProbability: ln of the token's probability */
  tokens: { id: number; token: string; logProbability: number }[]
  /** ln of the whole text's probability */
  sum: number
  /** sum / length^penalty */
  score: number
  /** with the end token */
  ended: boolean
}

export interface Found {
  greedy: FoundPath
  /** what the beams kept after each token, best first */
  beams: FoundPath[][]
  samples: FoundPath[]
  /** the best of all texts; null where it was not found with so many readings */
  exact: { best: FoundPath | null; readings: number }
  /** tokens that may be drawn */
  vocabulary: number
  /** whether the end token is one of the model's; without it texts have the full length */
  ends: boolean
}

/** One entry of a next-token distribution, most probable first. */
export interface Candidate {
  id: number
  token: string
  logit: number
  /** logit ÷ temperature */
  scaled: number
  /** after temperature, before top-k, top-p and min-p */
  probability: number
  /** after all filters, 0 where cut */
  kept: number
  /** the text that the model sees has it */
  seen?: boolean
}

export interface NextToken {
  tokens: string[]
  candidates: Candidate[]
  /** log(Σ exp(scaled)) over the whole vocabulary */
  logSumExp: number
  /** prompt characters that the vocabulary does not have */
  unknown: string[]
  /** the prompt was longer than the context and was cropped to its end */
  cropped: boolean
}

/** A token that was just sampled, with the dice that chose it. */
export interface SampledToken {
  id: number
  token: string
  probability: number
  dice: number
}

/** Milliseconds for the token after a text; the quickest of several. */
export interface CacheTime {
  length: number
  /** with nothing of the text in the cache */
  whole: number
  /** with all of it but the last token */
  next: number
}
