/** One loss in the four units that papers use. */
import { toBits } from '../../../ui/format.ts'

/** The largest loss on the rulers, nats a token: an even guess among 60,000 tokens. */
export const MOST = 11

/** The perplexity that the GPT-1 paper reports on held-out text of BooksCorpus, section 4.1. */
export const GPT1_PERPLEXITY = 18.4
/** Tokens of GPT-1's vocabulary. */
export const GPT1_VOCABULARY = 40_478

export interface Units {
  /** nats a token */
  nats: number
  bitsPerToken: number
  bitsPerCharacter: number
  perplexity: number
  /** geometric mean of the probabilities of the tokens that came */
  share: number
}

/** @param nats a token @param perToken characters that a token has, on average */
export function unitsOf(nats: number, perToken: number): Units {
  return {
    nats,
    bitsPerToken: toBits(nats),
    bitsPerCharacter: toBits(nats, perToken),
    perplexity: Math.exp(nats),
    share: Math.exp(-nats),
  }
}
