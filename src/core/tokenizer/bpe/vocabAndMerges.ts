/** vocab.json and merges.txt: the files that GPT-1 and GPT-2 came with. */
import { parseJsonAs } from '../../json.ts'
import { UNK } from '../tokenizer.ts'
import { refuseFile, tokensInOrder, VocabularyObject } from '../vocabularyFile.ts'
import { type AddedInFile, addTokens } from './addTokens.ts'
import { BpeTokenizer } from './bpe.ts'
import { asMark } from './marks.ts'
import { checkReachable } from './reachable.ts'
import { END_OF_WORD } from './style.ts'

/** What GPT-2 saw between two documents. */
const END_OF_TEXT = '<|endoftext|>'
/** No merges file of a vocabulary within our limits is longer. */
const MAX_CHARACTERS = 16 * 2 ** 20

/**
 * Reads both. The style is the vocabulary's: with `<unk>` and `</w>` it is GPT-1's, else GPT-2's bytes, where `<|endoftext|>` is a mark.
 * @param later tokens that were added to it
 * @throws CourseError 'bad-tokenizer' that says what is wrong in which file
 */
export function fromVocabAndMerges(vocabJson: string, mergesTxt: string, later: readonly AddedInFile[] = []): BpeTokenizer {
  const ids = parseJsonAs(VocabularyObject, vocabJson, {
    name: 'vocab.json',
    code: 'bad-tokenizer',
    maxBytes: 8 * 2 ** 20,
    maxDepth: 1,
    anyKeys: true,
  })
  const tokens = tokensInOrder(ids, 'vocab.json')
  const gpt1 = tokens.includes(UNK) && tokens.some((token) => token.endsWith(END_OF_WORD))
  const marks = [gpt1 ? UNK : END_OF_TEXT].filter((mark) => tokens.includes(mark))
  const added = addTokens(tokens, later, 'The list of added tokens')
  const all = [...marks.filter((mark) => !added.some(({ content }) => content === mark)).map(asMark), ...added]
  const style = gpt1 ? 'gpt1' : 'bytes'
  const merges = readMerges(mergesTxt)
  checkReachable(style, tokens, merges, all, 'vocab.json')
  return new BpeTokenizer(style, tokens, merges, all)
}

/** One pair a line, parted by a space, after a line with the format's version. */
function readMerges(text: string): [string, string][] {
  if (text.length > MAX_CHARACTERS) refuseFile('merges.txt', `has ${text.length} characters, but at most ${MAX_CHARACTERS} are read`)
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  const first = lines[0]?.startsWith('#version') ? 1 : 0
  const merges: [string, string][] = []
  for (const [i, line] of lines.entries()) {
    if (i < first || (line === '' && i === lines.length - 1)) continue
    const [left, right, ...more] = line.split(' ')
    if (!left || !right || more.length > 0)
      refuseFile(
        'merges.txt',
        `has ${JSON.stringify(line.slice(0, 40))} in line ${i + 1}, but a line must be two tokens with one space between them`,
      )
    merges.push([left, right])
  }
  return merges
}

/** The merges as merges.txt has them. */
export function mergesText({ merges }: BpeTokenizer): string {
  return `#version: 0.2\n${merges.map((pair) => `${pair.join(' ')}\n`).join('')}`
}
