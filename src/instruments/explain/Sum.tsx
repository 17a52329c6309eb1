/** A sum with its live terms: the largest one by one, the others together, and what they come to. */
import { fixed, int } from '../../ui/format.ts'
import css from './Sum.module.css'

export interface Term {
  name: string
  /** where the term is a product */
  factors?: readonly [number, number]
  value: number
}

export interface SumProps {
  /** a line above: what is added */
  caption: string
  terms: readonly Term[]
  /** how many are written out */
  most?: number
  /** of a term; a factor has one more, so that the product comes out. 0: counts */
  digits?: number
}

export function Sum({ caption, terms, most = 4, digits = 3 }: SumProps) {
  const { first, others, rest } = largest(terms, most)
  const write = (value: number): string => (digits === 0 ? int(value) : fixed(value, digits))
  return (
    <table className={css.sum}>
      <caption>{caption}</caption>
      <tbody>
        {first.map(({ name, factors, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{factors ? factors.map((factor) => (digits === 0 ? int(factor) : bracketed(factor, digits + 1))).join('·') : null}</td>
            <td className="n">{write(value)}</td>
          </tr>
        ))}
        {others > 0 ? (
          <tr>
            <th scope="row">{others === 1 ? 'one other' : `${int(others)} others`}</th>
            <td />
            <td className="n">{write(rest)}</td>
          </tr>
        ) : null}
        <tr>
          <th scope="row">sum</th>
          <td />
          <td className="n">{write(totalOf(terms))}</td>
        </tr>
      </tbody>
    </table>
  )
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
