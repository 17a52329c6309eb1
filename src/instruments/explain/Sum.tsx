/** A sum with its live terms: the largest one by one, the others together, and what they come to. */
import { fixed, int } from '../../ui/format.ts'
import css from './Sum.module.css'
import { bracketed, largest, type Term, totalOf } from './terms.ts'

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
