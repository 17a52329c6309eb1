/** Words with their weights: bars to the left for negative, to the right for positive. */
import { fixed } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import css from './BagOfWords.module.css'

export interface WordRow {
  word: string
  weight: number
  /** no word of a sentence */
  plain?: boolean
  /** never seen, so it says nothing */
  unseen?: boolean
}

export function WordWeights({ caption, rows }: { caption: string; rows: readonly WordRow[] }) {
  const most = Math.max(0.5, ...rows.map(({ weight }) => Math.abs(weight)))
  return (
    <LitBox name="value">
      <table className={css.words}>
        <caption>{caption}</caption>
        <tbody>
          {rows.map(({ word, weight, plain, unseen }) => (
            <tr key={word}>
              <th scope="row" className={plain ? undefined : 'n'}>
                {word}
              </th>
              <td className={css.bar}>
                <i
                  className={weight < 0 ? css.negative : css.positive}
                  style={{ inlineSize: `${(50 * Math.abs(weight)) / most}%` }}
                  aria-hidden="true"
                />
              </td>
              <td className="n">{unseen ? 'never seen' : fixed(weight, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </LitBox>
  )
}
