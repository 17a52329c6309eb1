/** Whether a vocabulary and its merges belong together: a token that no merge makes is never used, and the text falls into single letters. */
import { refuseFile } from '../vocabularyFile.ts'
import { type AddedToken, MAX_MARKS } from './marks.ts'
import { type BpeStyle, END_OF_WORD } from './style.ts'

/**
 * A few tokens may be of no use: names that are in no list of added tokens. More are a list of merges that is cut short or missing.
 * @throws CourseError 'bad-tokenizer'
 */
export function checkReachable(
  style: BpeStyle,
  tokens: readonly string[],
  merges: readonly (readonly [string, string])[],
  added: readonly AddedToken[],
  file: string,
): void {
  const made = new Set([...merges.map((pair) => pair.join('')), ...added.map(({ content }) => content)])
  const plain = (token: string) => (style === 'gpt1' && token.endsWith(END_OF_WORD) ? token.slice(0, -END_OF_WORD.length) : token)
  const unmade = tokens.filter((token) => !made.has(token) && [...plain(token)].length > 1)
  if (unmade.length <= MAX_MARKS) return
  refuseFile(
    file,
    `has ${tokens.length} tokens and ${merges.length === 0 ? 'no merges' : `${merges.length} merges`}: ${unmade.length} tokens, ${JSON.stringify(unmade[0]!.slice(0, 20))} for one, are made by none of them, so the list of merges is cut short or of another vocabulary`,
  )
}
