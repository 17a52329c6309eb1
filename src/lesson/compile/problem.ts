/** A mistake in a lesson's file, said with the place and, where there is one, the likely intention. */

export interface Problem {
  /** relative to the project */
  file: string
  line: number
  message: string
  /** worth a look, but the lesson can be shown: advice, or any mistake of a draft */
  warning?: boolean
}

/** Reports a mistake of the file at hand. */
export type Report = (line: number, message: string) => void

export const sayProblem = ({ file, line, message, warning }: Problem): string => `${file}:${line} ${warning ? 'warning: ' : ''}${message}`

export const isMistake = ({ warning }: Problem): boolean => !warning

/** `; did you mean "trainer"?` for a near miss, else the list of what exists. */
export function suggest(word: string, known: Iterable<string>): string {
  const all = [...known].sort()
  const near = all.map((name) => ({ name, far: distance(word.toLowerCase(), name.toLowerCase()) })).sort((a, b) => a.far - b.far)[0]
  if (near && near.far <= Math.max(2, Math.floor(word.length / 3))) return `; did you mean "${near.name}"?`
  return all.length > 0 ? `; known: ${all.join(', ')}` : ''
}

/** Levenshtein's: single letters to insert, delete or replace. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]!
}
