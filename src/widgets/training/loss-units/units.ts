/** One loss in the four units that papers use. */
import { fact } from '../../../facts/facts.ts'
import { toBits } from '../../../ui/format.ts'

/** The largest loss on the rulers, nats a token: an even guess among 60,000 tokens. */
export const MOST = 11

/** The perplexity that the GPT-1 paper reports on BooksCorpus. */
export const GPT1_PERPLEXITY = fact('gpt1.perplexity')
export const GPT1_VOCABULARY = fact('gpt1.vocabulary')

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
