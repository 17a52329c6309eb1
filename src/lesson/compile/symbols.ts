/** What the letters of formulas stand for: every letter of a lesson has one meaning there, and `curriculum/symbols.yaml` says which. */
import * as v from 'valibot'
import type { Notation } from '../lesson.ts'
import type { Problem } from './problem.ts'

const text = v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'must not be empty'))

export const symbolsSchema = v.array(
  v.strictObject({
    symbol: v.pipe(text, v.regex(/^(\\[a-zA-Z]+|[a-zA-Z])$/, 'must be one letter, or a Greek one such as \\alpha')),
    meaning: text,
    in: v.optional(v.array(text), []),
  }),
)

const GREEK = new Set(
  'alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi varphi chi psi omega ell Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega'
    .split(' ')
    .map((name) => `\\${name}`),
)

/** Names in words, such as \mathrm{GELU}, are no symbols; \pi and e are numbers. */
const WORDS = /\\(text|operatorname|mathrm|texttt|begin|end|tag)\*?\{[^}]*\}/g

/** The letters of a formula, each once. */
export function lettersOf(formula: string): string[] {
  const found = formula.replace(WORDS, ' ').match(/\\[a-zA-Z]+|[a-zA-Z]/g) ?? []
  return [...new Set(found.filter((name) => name !== 'e' && (name.length === 1 || GREEK.has(name))))]
}

/** What a letter means in a lesson: what is said for the lesson, else for its part, else for the course. */
export function meaningIn(lesson: string, symbol: string, table: readonly Notation[]): Notation | undefined {
  const rows = table.filter((row) => row.symbol === symbol)
  const [part] = lesson.split('/')
  return (
    rows.find((row) => row.in.includes(lesson)) ?? rows.find((row) => row.in.includes(part!)) ?? rows.find((row) => row.in.length === 0)
  )
}

/** Why a formula may not stand in a lesson, or null. */
export function symbolProblem(formula: string, lesson: string, table: readonly Notation[]): string | null {
  const strange = lettersOf(formula).filter((symbol) => !meaningIn(lesson, symbol, table))
  if (strange.length === 0) return null
  const one = strange.length === 1
  return `"${formula}" uses ${strange.join(', ')}, which ${one ? 'has' : 'have'} no meaning in ${lesson}: take the letter that the course has for it, or say in curriculum/symbols.yaml what ${one ? 'it means' : 'they mean'} here`
}

/** Mistakes of the table itself: a reach that is no lesson and no part, and two meanings where one letter could have both. */
export function tableProblems(table: readonly Notation[], parts: readonly string[], lessons: readonly string[]): Omit<Problem, 'line'>[] {
  const file = 'curriculum/symbols.yaml'
  const seen = new Set<string>()
  return table.flatMap(({ symbol, in: reach }) =>
    (reach.length > 0 ? reach : ['the whole course']).flatMap((place) => {
      const key = `${symbol} in ${place}`
      const twice = seen.has(key)
      seen.add(key)
      const known = reach.length === 0 || parts.includes(place) || lessons.includes(place)
      return [
        ...(twice ? [{ file, message: `${symbol} has two meanings in ${place}` }] : []),
        ...(known ? [] : [{ file, message: `"${place}", where ${symbol} is said to have a meaning, is no part and no lesson` }]),
      ]
    }),
  )
}
