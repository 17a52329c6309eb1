/** Cross-attention on one sentence: a row is a word as it was written, a column a word of the source. */
import { share } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import type { Translation } from '../../../worker/protocol.ts'
import css from './TranslatorRace.module.css'

export function Alignment({ translation: { source, words, shares } }: { translation: Translation }) {
  if (!shares) return null
  /** Places after the source's end hold the token that fills a row up; they are read too. */
  const rest = (row: readonly number[]) => row.slice(source.length).reduce((sum, x) => sum + x, 0)
  const columns = [...source, 'fill']
  const cells = shares.map((row) => [...row.slice(0, source.length), rest(row)])
  const caption = 'which source words each written word reads, cross-attention, mean of the heads'
  const table = (digits: boolean) => (
    <table className={digits ? undefined : css.map}>
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((word, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its identity here
            <th key={i} scope="col">
              <span>{word}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cells.map((row, t) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its identity here
          <tr key={t}>
            <th scope="row">{words[t]}</th>
            {row.map((p, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its identity here
              <td key={j} className="n" title={`${words[t]} reads ${columns[j]}: ${share(p)}`}>
                {digits ? share(p, 2) : <i style={{ opacity: p }} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <LitBox name="probability">
      <Twin caption={caption} table={() => table(true)} figure={<div className={css.scroll}>{table(false)}</div>} />
    </LitBox>
  )
}
