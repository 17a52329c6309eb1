/** Added tokens as files have them, put to a vocabulary. */
import { refuseFile } from '../vocabularyFile.ts'
import type { AddedToken } from './marks.ts'

/** An added token as a file has it. */
export interface AddedInFile {
  id: number
  content: string
  single_word?: boolean
  lstrip?: boolean
  rstrip?: boolean
  normalized?: boolean
  special?: boolean
}

/** Added tokens are in the vocabulary already, or follow it. */
export function addTokens(tokens: string[], added: readonly AddedInFile[], file: string): AddedToken[] {
  const own = tokens.length
  for (const { id, content } of [...added].sort((a, b) => a.id - b.id)) {
    if (id === tokens.length) tokens.push(content)
    else if (tokens[id] !== content) {
      const there =
        tokens[id] === undefined
          ? `the vocabulary has ${tokens.length} tokens`
          : `that is ${JSON.stringify(tokens[id].slice(0, 20))} in the vocabulary`
      refuseFile(file, `has the added token ${String(id).slice(0, 20)}, ${JSON.stringify(content.slice(0, 40))}, but ${there}`)
    }
  }
  return added.map(({ id, content, single_word = false, lstrip = false, rstrip = false, normalized = false, special = true }) => ({
    content,
    singleWord: single_word,
    lstrip,
    rstrip,
    normalized,
    special,
    ...(id >= own && { onTop: true }),
  }))
}
