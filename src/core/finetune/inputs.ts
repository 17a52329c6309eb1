/** Tasks as sequences of tokens: the four input transformations of GPT-1 (Radford et al. 2018, figure 1 and section 3.3). */
import { CourseError } from '../errors.ts'
import type { SpecialIds } from './tokens.ts'

/** What a task asks: a label of a text, of an ordered pair, of an unordered pair, or which of several answers fits. */
export const FORMS = ['classification', 'entailment', 'similarity', 'choice'] as const
export type Form = (typeof FORMS)[number]

/** What a text lost because its sequence was too long. */
export interface Cut {
  /** of the example's sequences */
  sequence: number
  part: string
  tokens: number
}

export interface TaskInput {
  /** each begins with ⟨s⟩ and ends with ⟨e⟩ */
  sequences: Int32Array[]
  cuts: Cut[]
}

export interface Room {
  /** the most tokens that a sequence may have, special ones included: at most nCtx */
  time: number
  /** which end of a text stays where it must be cut; default 'start', as in the paper's code */
  keep?: 'start' | 'end'
}

type Part = readonly [name: string, ids: Int32Array]

/** ⟨s⟩ text ⟨e⟩ */
export function classificationInput(text: Int32Array, special: SpecialIds, room: Room): TaskInput {
  return gather([joined([['text', text]], special, room, 0)])
}

/** ⟨s⟩ premise $ hypothesis ⟨e⟩ */
export function entailmentInput(premise: Int32Array, hypothesis: Int32Array, special: SpecialIds, room: Room): TaskInput {
  return gather([
    joined(
      [
        ['premise', premise],
        ['hypothesis', hypothesis],
      ],
      special,
      room,
      0,
    ),
  ])
}

/** No order is the right one, so both are read: ⟨s⟩ first $ second ⟨e⟩ and ⟨s⟩ second $ first ⟨e⟩, whose final states are added. */
export function similarityInput(first: Int32Array, second: Int32Array, special: SpecialIds, room: Room): TaskInput {
  const there = joined(
    [
      ['first', first],
      ['second', second],
    ],
    special,
    room,
    0,
  )
  // Equal lengths are cut in the order of the parts, so what is left of each text is taken over, not cut again.
  const [a, b] = there.kept
  return gather([
    there,
    joined(
      [
        ['second', b!],
        ['first', a!],
      ],
      special,
      room,
      1,
    ),
  ])
}

/** One sequence for each answer: ⟨s⟩ context $ answerₖ ⟨e⟩; each gets one score, and a softmax over the answers chooses. */
export function choiceInput(context: Int32Array, answers: readonly Int32Array[], special: SpecialIds, room: Room): TaskInput {
  if (answers.length < 2) throw new CourseError('bad-argument', `There are ${answers.length} answers to choose from.`, 'Give at least 2.')
  return gather(
    answers.map((answer, k) =>
      joined(
        [
          ['context', context],
          [`answer ${k + 1}`, answer],
        ],
        special,
        room,
        k,
      ),
    ),
  )
}

interface Joined {
  ids: Int32Array
  kept: Int32Array[]
  cuts: Cut[]
}

const gather = (all: readonly Joined[]): TaskInput => ({ sequences: all.map(({ ids }) => ids), cuts: all.flatMap(({ cuts }) => cuts) })

/** ⟨s⟩ part $ part … ⟨e⟩ */
function joined(
  parts: readonly Part[],
  { start, delimiter, extract }: SpecialIds,
  { time, keep = 'start' }: Room,
  sequence: number,
): Joined {
  const room = time - parts.length - 1
  if (room < parts.length) {
    throw new CourseError(
      'bad-argument',
      `A sequence of ${time} tokens has no room for ${parts.length} texts and ${parts.length + 1} special tokens.`,
      `Give it at least ${2 * parts.length + 1} tokens.`,
    )
  }
  const lengths = shorten(
    parts.map(([, ids]) => ids.length),
    room,
  )
  const kept = parts.map(([, ids], i) => (keep === 'start' ? ids.slice(0, lengths[i]) : ids.slice(ids.length - lengths[i]!)))
  const cuts = parts.flatMap(([part, ids], i) => (lengths[i]! < ids.length ? [{ sequence, part, tokens: ids.length - lengths[i]! }] : []))
  return { ids: Int32Array.from([start, ...kept.flatMap((ids, i) => [...(i > 0 ? [delimiter] : []), ...ids]), extract]), kept, cuts }
}

/** Lengths with a sum of at most `room`: tokens are taken from the longest, so that a short text stays whole beside a long one. */
function shorten(lengths: readonly number[], room: number): number[] {
  const fitted = [...lengths]
  let over = fitted.reduce((a, b) => a + b, 0) - room
  for (; over > 0; over--) {
    const longest = fitted.lastIndexOf(Math.max(...fitted))
    fitted[longest]!--
  }
  return fitted
}

/** "12 of 300 examples were cut, by 41 tokens at most", or an empty text where none was. */
export function describeCuts(inputs: readonly TaskInput[]): string {
  const cut = inputs.filter(({ cuts }) => cuts.length > 0)
  if (cut.length === 0) return ''
  const most = Math.max(...cut.flatMap(({ cuts }) => cuts.map(({ tokens }) => tokens)))
  return `${cut.length} of ${inputs.length} examples were cut, by ${most} tokens at most`
}
