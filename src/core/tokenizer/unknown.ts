/** Characters of a text that a vocabulary does not have: counted, named, and refused above a share. */
import { CourseError } from '../errors.ts'
import { countCharacters } from './countCharacters.ts'
import type { Tokenizer } from './tokenizer.ts'

/**
 * The largest share of a text's characters that may be unknown.
 * `text`: what is learned from or measured. All unknown characters are one token, which costs less to guess than the characters would:
 * of a share of 5 % that are of 16 kinds, 0.2 bits per character are missing, about what a year of better models brought (GPT-1 to
 * GPT-2). Above that the figure says nothing. Its context has a hole every 20 characters, too.
 * `prompt`: what a model goes on from. A few odd characters do no harm; where more than half are unknown, there is nothing to go on from.
 */
export const MOST_UNKNOWN = { text: 0.05, prompt: 0.5 } as const

export interface UnknownCharacters {
  /** each with how often it comes, the most frequent first */
  kinds: { character: string; count: number }[]
  count: number
  /** of the whole text */
  characters: number
}

/** So many kinds are named. */
const NAMED = 5

/** Null where the vocabulary has all of the text. */
export function unknownCharacters(tokenizer: Pick<Tokenizer, 'countUnknown'>, text: string): UnknownCharacters | null {
  const counts = tokenizer.countUnknown(text)
  if (counts.size === 0) return null
  const kinds = [...counts].map(([character, count]) => ({ character, count })).sort((a, b) => b.count - a.count)
  const count = kinds.reduce((sum, kind) => sum + kind.count, 0)
  return { kinds, count, characters: Math.max(count, countCharacters(text)) }
}

/** A text without the characters that the vocabulary does not have: what a run may start its samples from, whatever it learns. */
export function knownPart(tokenizer: Pick<Tokenizer, 'countUnknown'>, text: string): string {
  const unknown = tokenizer.countUnknown(text)
  return unknown.size === 0 ? text : Array.from(text, (character) => (unknown.has(character) ? '' : character)).join('')
}

/** "3 of 1,200 characters (0.3 %) are not in the vocabulary: "é" (U+00E9) twice, …" */
export function describeUnknown({ kinds, count, characters }: UnknownCharacters): string {
  const named = kinds.slice(0, NAMED).map(({ character, count }) => `${quoted(character)} ${times(count)}`)
  const more = kinds.length > NAMED ? ` and ${kinds.length - NAMED} more` : ''
  return `${int(count)} of ${int(characters)} ${characters === 1 ? 'character' : 'characters'} (${share(count / characters)}) ${count === 1 ? 'is' : 'are'} not in the vocabulary: ${named.join(', ')}${more}`
}

/** What a person is told of a text that is read nevertheless. */
export const unknownSentence = (unknown: UnknownCharacters): string => `${describeUnknown(unknown)}. The model sees <unk> instead.`

/**
 * What of a text is unknown, for saying so.
 * @param what the text is, for the message
 * @throws CourseError 'bad-text' where it is more than `MOST_UNKNOWN` allows for that use
 */
export function checkKnown(
  tokenizer: Pick<Tokenizer, 'countUnknown'>,
  text: string,
  use: keyof typeof MOST_UNKNOWN = 'text',
  what: string = use,
): UnknownCharacters | null {
  const unknown = unknownCharacters(tokenizer, text)
  if (unknown && unknown.count / unknown.characters > MOST_UNKNOWN[use]) {
    throw new CourseError(
      'bad-text',
      `Of the ${what}, ${describeUnknown(unknown)}. The model would see <unk> instead, and at most ${100 * MOST_UNKNOWN[use]} % may be unknown.`,
      use === 'prompt'
        ? 'Write it in characters that the model has learned.'
        : 'Use a text in the writing that the model has learned, or train a new model on this one.',
    )
  }
  return unknown
}

const int = (n: number): string => n.toLocaleString('en-US')
const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${int(n)} times`)
const share = (part: number): string => `${part >= 0.1 ? (100 * part).toFixed(0) : part >= 0.001 ? (100 * part).toFixed(1) : 'below 0.1'} %`
const quoted = (piece: string): string =>
  `${JSON.stringify(piece)} (${[...piece].map((character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ')})`
