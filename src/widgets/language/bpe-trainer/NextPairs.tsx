/** The pairs that the next merge chooses from, with their counts. */
import { int } from '../../../ui/format.ts'
import css from './BpeTrainer.module.css'
import { Token } from './Token.tsx'
import type { PairCount } from './training.ts'

const SHOWN = 6

export function NextPairs({ pairs }: { pairs: readonly PairCount[] }) {
  return (
    <table className={css.pairs}>
      <caption>
        Neighbours by count; the first is next. {pairs.length > SHOWN ? `${int(pairs.length - SHOWN)} more are left out.` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">pair</th>
          <th scope="col" className="n">
            times
          </th>
        </tr>
      </thead>
      <tbody>
        {pairs.slice(0, SHOWN).map(({ parts, count }, i) => (
          <tr key={parts.join(' ')} className={i === 0 && count > 1 ? 'on' : undefined}>
            <th scope="row">
              <Token name={parts[0]} /> <Token name={parts[1]} />
            </th>
            <td className="n">{int(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
