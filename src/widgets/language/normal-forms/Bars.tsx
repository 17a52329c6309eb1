/** What each version costs: a bar for each, the model's part and the part of the endings end to end. */
import { Twin } from '../../../ui/Twin.tsx'
import { fixed, int } from '../../../ui/format.ts'
import css from './NormalForms.module.css'
import type { Outcome } from './race.ts'

const PAID = { words: 'the whole word', stems: 'the word, given its stem', lemmas: 'the word, given its lemma' } as const

export function Bars({ outcomes }: { outcomes: readonly Outcome[] }) {
  const most = Math.max(...outcomes.map(({ totalBits }) => totalBits))
  return (
    <Twin
      caption="Bits for each word of the original text"
      figure={
        <ul className={css.bars}>
          {outcomes.map(({ form, modelBits, endingBits, totalBits }) => (
            <li key={form}>
              <span className={css.form}>{form}</span>
              <span className={css.track}>
                <span className={css.model} style={{ width: `${(100 * modelBits) / most}%` }} />
                <span className={css.rest} style={{ width: `${(100 * endingBits) / most}%` }} />
              </span>
              <span className="n">{fixed(totalBits)}</span>
              <span className={css.parts}>
                {endingBits > 0
                  ? `${fixed(modelBits)} for the ${form.slice(0, -1)}, then ${fixed(endingBits)} for ${PAID[form]} (hatched)`
                  : 'the model pays for everything'}
              </span>
            </li>
          ))}
        </ul>
      }
      table={() => (
        <table>
          <thead>
            <tr>
              <th scope="col">version</th>
              <th scope="col" className="n">
                different words
              </th>
              <th scope="col" className="n">
                characters a word
              </th>
              <th scope="col" className="n">
                bits a character
              </th>
              <th scope="col" className="n">
                bits a word
              </th>
              <th scope="col" className="n">
                + the rest
              </th>
              <th scope="col" className="n">
                together
              </th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map((o) => (
              <tr key={o.form}>
                <th scope="row">{o.form}</th>
                <td className="n">{int(o.vocabulary)}</td>
                <td className="n">{fixed(o.charactersPerWord)}</td>
                <td className="n">{fixed(o.bitsPerCharacter)}</td>
                <td className="n">{fixed(o.modelBits)}</td>
                <td className="n">{fixed(o.endingBits)}</td>
                <td className="n">{fixed(o.totalBits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  )
}
