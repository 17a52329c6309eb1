/** What can be called in an exercise, with its types: read off the tensor library, the exercises before it, and the code itself. */
import { exercises } from '../../../exercises/all.ts'
import { before } from '../../../exercises/check.ts'
import type { ExerciseId } from '../../../exercises/exercise.ts'

export interface Hint {
  /** "add" */
  name: string
  /** "(a: Tensor, b: Tensor): Tensor" */
  type: string
  /** what the code says of it above it; empty where it says nothing */
  about: string
}

/** A function with the comment right above it. */
const FUNCTION = /((?:^[ \t]*\/[/*].*\n)*)^(?:export )?function (\w+)(\(.*\)(?:: .+)?) \{/gm
/** Of a class, with what it begins as where that is said. */
const FIELD = /^ +readonly (\w+): (.+?)(?: = .*)?,?$/gm
const COMMENT = /^[ \t]*(?:\/\/ ?|\/\*\* ?)|\s*\*\/$/gm

export const functionsIn = (code: string): Hint[] =>
  [...code.matchAll(FUNCTION)].map(([, comment = '', name = '', type = '']) => ({ name, type, about: comment.trim().replace(COMMENT, '') }))

/** The fields of the library's tensor. */
export const fieldsIn = (library: string): Hint[] =>
  [...library.matchAll(FIELD)].map(([, name = '', type = '']) => ({ name, type, about: '' }))

/** By name, the nearest last: what the code itself says of a function goes before what it was made after. */
export function hintsOf(exercise: ExerciseId, library: string, code: string): Hint[] {
  const earlier = before(exercise).map((id) => exercises[id].solution)
  const all = [library, ...earlier, exercises[exercise].solution, code].flatMap(functionsIn)
  return [...new Map(all.map((hint) => [hint.name, hint])).values()]
}
