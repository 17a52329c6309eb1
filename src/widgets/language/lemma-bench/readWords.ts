/** The words of a text as wink-nlp and Porter’s stemmer read them. */
import { loadPorter } from '../../../language/stemmers.ts'
import { readTokens } from '../../../language/wink.ts'
import { type Word, wordsOf } from './lemmas.ts'

export async function readWords(text: string): Promise<Word[]> {
  const [tokens, stem] = await Promise.all([readTokens(text), loadPorter()])
  return wordsOf(tokens, stem)
}
