/** The words of one text as wink-nlp and Porter's stemmer read them. */
import type { Measure } from '../../contract.ts'
import { loadPorter } from '../../../language/stemmers.ts'
import { readTokens } from '../../../language/wink.ts'
import { readingsOf, type Word, wordsOf } from './lemmas.ts'
import type { LemmaBenchParams } from './meta.ts'

export async function readWords(text: string): Promise<Word[]> {
  const [tokens, stem] = await Promise.all([readTokens(text), loadPorter()])
  return wordsOf(tokens, stem)
}

export const measure: Measure<LemmaBenchParams> = async ({ text }, world) => readingsOf(await readWords(text ?? world.text))
