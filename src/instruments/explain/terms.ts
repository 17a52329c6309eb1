/** The arithmetic of a sum that is shown term by term. */
import { fixed } from '../../ui/format.ts'

export interface Term {
  name: string
  /** where the term is a product */
  factors?: readonly [number, number]
  value: number
}

export const totalOf = (terms: readonly Term[]): number => terms.reduce((sum, { value }) => sum + value, 0)

/** The `most` terms that weigh most, heaviest first, and the sum of the rest. One that would be left over alone is written out. */
export function largest(terms: readonly Term[], most: number): { first: Term[]; others: number; rest: number } {
  const sorted = [...terms].sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const count = sorted.length === most + 1 ? most + 1 : most
  const left = sorted.slice(count)
  return { first: sorted.slice(0, count), others: left.length, rest: totalOf(left) }
}

/** Σ aᵢ·bᵢ, term by term. */
export const productsOf = (a: ArrayLike<number>, b: ArrayLike<number>, name: (i: number) => string): Term[] =>
  Array.from({ length: a.length }, (_, i) => ({ name: name(i), factors: [a[i]!, b[i]!], value: a[i]! * b[i]! }))

/** A negative number inside a product or a difference. */
export const bracketed = (x: number, digits = 3): string => (x < 0 ? `(${fixed(x, digits)})` : fixed(x, digits))
