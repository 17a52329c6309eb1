/** Everything that there is to show about the next token after a prompt. */
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import type { Decoder } from './decoder.ts'
import type { FilterSettings } from '../filters.ts'
import { distribution, type TokenProbability } from './distribution.ts'
import { promptIds, seenOf } from './generate.ts'

export interface NextTokenReport {
  /** the prompt's tokens that the model sees */
  tokens: string[]
  candidates: (TokenProbability & { token: string })[]
  logSumExp: number
  /** prompt characters that the vocabulary does not have */
  unknown: string[]
  /** the prompt was longer than the context and was cropped to its end */
  cropped: boolean
}

/**
 * @param after ids that stand between the prompt and the token that is asked for: they need not be how their text would be cut
 * @throws CourseError 'bad-ids' for one that the vocabulary does not have
 */
export async function nextToken(
  decoder: Decoder,
  tokenizer: Tokenizer,
  prompt: string,
  settings: FilterSettings,
  after: readonly number[] = [],
): Promise<NextTokenReport> {
  const ids = [...promptIds(tokenizer, prompt), ...after]
  const { nCtx } = decoder.config
  const { candidates, logSumExp } = distribution(await decoder.logitsAfter(ids), settings, decoder.drawable, seenOf(decoder, ids))
  return {
    tokens: Array.from(ids.slice(-nCtx), (id) => tokenizer.piece(id)),
    candidates: candidates.map((candidate) => ({ ...candidate, token: tokenizer.piece(candidate.id, ids.at(-1)) })),
    logSumExp,
    unknown: tokenizer.unknown(prompt),
    cropped: ids.length > nCtx,
  }
}
