/** An answer to a question of the course as SCORM 1.2 has it: of which kind it is, and how it is written. (Run-Time Environment, 3.4.4) */
import type { Interaction } from './session.ts'
import { choice, plain } from './values.ts'

export type QuestionKind = 'choice' | 'multiple' | 'numeric' | 'short' | 'order' | 'challenge'

/** The index of a choice or a number, words, or indices: those picked, or in the order they were put. */
type Given = number | string | readonly number[]

type Told = Pick<Interaction, 'type' | 'response'>

/** @param kind null: the question is not known any more */
export function told(kind: QuestionKind | null, given: Given): Told {
  const exact = kind && exactly(kind, given)
  // What has no such form, as a choice beyond the thirty-sixth, is told in words.
  return exact || { type: 'fill-in', response: Array.isArray(given) ? given.join(', ') : String(given) }
}

function exactly(kind: QuestionKind, given: Given): Told | null {
  switch (kind) {
    case 'choice':
      return lettered('choice', [given])
    case 'multiple':
      return Array.isArray(given)
        ? lettered(
            'choice',
            [...given].sort((a, b) => a - b),
          )
        : null
    case 'order':
      return Array.isArray(given) && given.length > 0 ? lettered('sequencing', given) : null
    case 'numeric': {
      const response = typeof given === 'number' ? plain(given) : null
      return response === null ? null : { type: 'numeric', response }
    }
    case 'challenge':
      return { type: 'performance', response: String(given) }
    case 'short':
      return null
    default:
      return kind satisfies never
  }
}

/** "a,c" for the first and the third. */
function lettered(type: 'choice' | 'sequencing', indices: readonly unknown[]): Told | null {
  const letters = indices.map(choice)
  return letters.every((letter) => letter !== null) ? { type, response: letters.join(',') } : null
}
