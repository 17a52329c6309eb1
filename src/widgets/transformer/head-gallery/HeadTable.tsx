/** The measured character of every head; pressing a column's name puts the largest first. */
import { fixed, int, share, visible } from '../../../ui/format.ts'
import type { Attention } from '../../../worker/protocol.ts'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { totalOf } from '../../../instruments/explain/terms.ts'
import css from './HeadGallery.module.css'
import { evenHead, type Head, sortedBy, TRAITS, type Trait, traitsOf } from './heads.ts'

const NAMES: Record<Trait, string> = {
  distance: 'looks back, tokens',
  entropy: 'entropy, bits',
  previous: 'on previous',
  self: 'on itself',
  first: 'on first',
}

const FORMULAS: Record<Trait, string> = {
  distance: 'Σ share · tokens back, mean over the tokens that read',
  entropy: '−Σ share · log₂ share, mean over the tokens that read',
  previous: 'share on the token before, mean over the tokens that read',
  self: 'share on itself, mean over the tokens that read',
  first: 'share on the first token, mean over the tokens that read',
}

export function HeadTable({
  attention,
  heads,
  trait,
  onTrait,
}: {
  attention: Attention
  heads: readonly Head[]
  trait: Trait | null
  onTrait: (trait: Trait) => void
}) {
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
                <DerivedNumber name={`${NAMES[each]}, head ${head.name}`} shown={written(each, head[each])} formula={FORMULAS[each]}>
                  <Mean attention={attention} head={head} trait={each} />
                </DerivedNumber>
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">even shares</th>
          {TRAITS.map((each) => (
            <td key={each} className="n">
              {written(each, evenHead(attention.tokens.length)[each])}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

const written = (trait: Trait, value: number): string => (trait === 'distance' || trait === 'entropy' ? fixed(value, 2) : share(value, 3))

/** Mounted only while the explanation is open. */
function Mean({ attention, head, trait }: { attention: Attention; head: Head; trait: Trait }) {
  const terms = traitsOf(attention, head.layer, head.head, trait).map((value, i) => ({
    name: `token ${i + 1}, ${visible(attention.tokens[i + 1]!)}`,
    value,
  }))
  return (
    <>
      <Sum caption="at each token that reads, the largest first" terms={terms} />
      {fixed(totalOf(terms), 3)} / {int(terms.length)} = {fixed(head[trait], 3)}
    </>
  )
}
