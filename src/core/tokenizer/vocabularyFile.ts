/** The vocabulary as the files have it: token → id, in one JSON object. */
import * as v from 'valibot'
import { LIMITS } from '../config.ts'
import { CourseError } from '../errors.ts'

/**
 * An object of ids by token. Any word may be a token, "constructor" too, so the object is passed on as JSON.parse made it: every key
 * its own property, never looked up by name.
 */
export const VocabularyObject = v.custom<Record<string, number>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object of ids by token',
)

/** The tokens in id order. @throws CourseError 'bad-tokenizer' unless the ids are 0 to n − 1, each once */
export function tokensInOrder(ids: Record<string, number>, file: string): string[] {
  const entries = Object.entries(ids)
  if (entries.length > LIMITS.nVocab[1]) refuseFile(file, `has ${entries.length} tokens, but at most ${LIMITS.nVocab[1]} are read`)
  const tokens = new Array<string>(entries.length).fill('')
  const taken = new Uint8Array(entries.length)
  for (const [token, id] of entries) {
    if (!Number.isInteger(id) || id < 0 || id >= entries.length) {
      refuseFile(
        file,
        `gives ${JSON.stringify(token.slice(0, 20))} the id ${String(id).slice(0, 20)}, but its ${entries.length} tokens need the ids 0 to ${entries.length - 1}`,
      )
    }
    if (taken[id]) refuseFile(file, `gives the id ${id} to two tokens`)
    taken[id] = 1
    tokens[id] = token
  }
  return tokens
}

/** The same object as text. Objects in JavaScript put "0" to "9" first, so it is written by hand to keep the order of its ids. */
export function vocabularyJson(tokens: readonly string[], indent: string): string {
  return `{\n${tokens.map((token, id) => `${indent}  ${JSON.stringify(token)}: ${id}`).join(',\n')}\n${indent}}`
}

export function refuseFile(file: string, what: string): never {
  throw new CourseError('bad-tokenizer', `${file} ${what}.`, 'Load the tokenizer files that were saved with the model.')
}
