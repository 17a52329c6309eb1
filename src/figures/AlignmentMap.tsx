/** Who is read as a text is written: a row is a word as it was written, a column a word of the source, as dark as its share. */
import { share } from '../ui/format.ts'
import { LitBox } from '../ui/Lit.tsx'
import { Twin } from '../ui/Twin.tsx'
import css from './AlignmentMap.module.css'

export interface AlignmentMapProps {
  caption: string
  /** words of the source */
  columns: readonly string[]
  /** words as they were written */
  words: readonly string[]
  /** [words, columns] */
  shares: readonly (readonly number[])[]
}

export function AlignmentMap({ caption, columns, words, shares }: AlignmentMapProps) {
  const table = (digits: boolean) => (
    <table className={digits ? undefined : css.map}>
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((word, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its identity
            <th key={i} scope="col">
              <span>{word}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shares.map((row, t) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its identity
          <tr key={t}>
            <th scope="row">{words[t]}</th>
            {row.map((p, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its identity
              <td key={j} className="n" title={`${words[t]} reads ${columns[j]}: ${share(p)}`}>
                {digits ? share(p, 2) : <i style={{ opacity: p }} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
  const map = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css.scroll} tabIndex={0} aria-label={caption}>
      {table(false)}
    </section>
  )
  return (
    <LitBox name="probability">
      <Twin caption={caption} table={() => table(true)} figure={map} />
    </LitBox>
  )
}
