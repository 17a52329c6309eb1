/** The measured character of every head; pressing a column's name puts the largest first. */
import { fixed, share } from '../../ui/format.ts'
import css from './HeadGallery.module.css'
import { type Head, sortedBy, TRAITS, type Trait } from './heads.ts'

const NAMES: Record<Trait, string> = { distance: 'looks back, tokens', entropy: 'entropy, bits', previous: 'on previous', self: 'on itself', first: 'on first' }

export function HeadTable({ heads, trait, onTrait }: { heads: readonly Head[]; trait: Trait | null; onTrait: (trait: Trait) => void }) {
  return (
    <table>
      <caption>Means over all tokens but the first; press a column’s name to sort by it</caption>
      <thead>
        <tr>
          <th scope="col">head</th>
          {TRAITS.map((each) => (
            <th key={each} scope="col" className="n" aria-sort={each === trait ? 'descending' : 'none'}>
              <button type="button" className={css.sort} onClick={() => onTrait(each)}>
                {NAMES[each]}
                {each === trait ? ' ↓' : ''}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(trait ? sortedBy(heads, trait) : heads).map((head) => (
          <tr key={head.name}>
            <th scope="row" className="n">
              {head.name}
            </th>
            {TRAITS.map((each) => (
              <td key={each} className="n">
                {each === 'distance' || each === 'entropy' ? fixed(head[each], 2) : share(head[each], 3)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
