/** What a chatbot sees: as many of the latest turns as its context has room for, each whole; and what of a dialogue has fallen out. */
import { CourseError } from '../errors.ts'
import type { TaskTokenizer } from '../finetune/tokens.ts'

/** What was said, and what was answered: empty while the answer is being written. */
export interface ChatTurn {
  said: string
  answered: string
}

export interface Window {
  /** ⟨s⟩ said $ answered ⟨e⟩ …, to the $ after which the next answer is written */
  ids: number[]
  /** turns from the dialogue's beginning that are not seen any more */
  fallen: number
  /** tokens of each turn that is seen, the new one last */
  lengths: number[]
}

/** Room that is kept for an answer; the longest of the small world has 30 characters. */
export const ANSWER_ROOM = 40

/** ⟨s⟩ said $ answered ⟨e⟩ */
export const turnIds = (tokenizer: TaskTokenizer, { said, answered }: ChatTurn): number[] => [
  tokenizer.special.start,
  ...tokenizer.encode(said),
  tokenizer.special.delimiter,
  ...tokenizer.encode(answered),
  tokenizer.special.extract,
]

/**
 * @param before the dialogue so far @param said what is answered next
 * @throws CourseError 'bad-text' for something that is said and does not fit, with nothing before it
 */
export function windowOf(tokenizer: TaskTokenizer, nCtx: number, before: readonly ChatTurn[], said: string): Window {
  const room = nCtx - ANSWER_ROOM
  const last = [tokenizer.special.start, ...tokenizer.encode(said), tokenizer.special.delimiter]
  if (last.length > room)
    throw new CourseError(
      'bad-text',
      `This has ${last.length - 2} tokens, and the chatbot's window has room for ${room - 2} beside an answer.`,
      'Say it in two parts.',
    )
  const turns = before.map((turn) => turnIds(tokenizer, turn))
  let fallen = turns.length
  let length = last.length
  while (fallen > 0 && length + turns[fallen - 1]!.length <= room) length += turns[--fallen]!.length
  const seen = turns.slice(fallen)
  return { ids: [...seen.flat(), ...last], fallen, lengths: [...seen.map((turn) => turn.length), last.length] }
}
