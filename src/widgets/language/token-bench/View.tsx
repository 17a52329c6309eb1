/** A text of the learner's own, cut in three ways, with what each cut costs. */
import { Group } from '../../../ui/Group.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { type Cut, type Cuts, unknownOf } from './cuts.ts'
import css from './TokenBench.module.css'
import { TokenRow } from './TokenRow.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const CUTS = [
  { id: 'characters', name: 'Characters', what: 'each character of the text is a token' },
  { id: 'words', name: 'Words', what: 'each word or mark is a token, if it is on the list' },
  { id: 'pieces', name: 'Pieces', what: 'byte-pair encoding in GPT-1’s style' },
] as const

export default draw(widget, function TokenBench(figure) {
  const { params, change, value } = figure
  return (
    <Figure
      of={figure}
      busy="Loading the vocabularies, 50 kB …"
      controls={<OwnText value={params.text} onChange={(text) => change({ text })} rows={2} />}
      name="Bench"
      title="one text, three cuts"
      footer={value ? <span>all three vocabularies were learned from {value.title} alone</span> : null}
    >
      {value ? <Result cuts={value.cuts} /> : null}
    </Figure>
  )
})

function Result({ cuts }: { cuts: Cuts }) {
  return (
    <>
      <table className={css.counts}>
        <caption>What each cut costs</caption>
        <thead>
          <tr>
            <th scope="col">tokens are</th>
            <th scope="col" className="n">
              tokens
            </th>
            <th scope="col" className="n">
              unknown
            </th>
            <th scope="col" className="n">
              characters a token
            </th>
            <th scope="col" className="n">
              vocabulary
            </th>
          </tr>
        </thead>
        <tbody>
          {CUTS.map(({ id, name }) => (
            <CountRow key={id} name={name.toLowerCase()} cut={cuts[id]} length={cuts.length} />
          ))}
        </tbody>
      </table>
      {CUTS.map(({ id, name, what }) => (
        <Group key={id} className={css.cut} aria-label={name}>
          <h3 className="h3">
            {name} <span className="cap">{what}</span>
          </h3>
          {id === 'pieces' ? <Rules cuts={cuts} /> : null}
          <TokenRow label={`${name} of the text`} tokens={cuts[id].tokens} />
          <p className="cap">
            back again: <span className={css.back}>{cuts[id].back}</span>
          </p>
        </Group>
      ))}
    </>
  )
}

function CountRow({ name, cut, length }: { name: string; cut: Cut; length: number }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="n">{int(cut.tokens.length)}</td>
      <td className="n">{int(unknownOf(cut))}</td>
      <td className="n">{cut.tokens.length === 0 ? '–' : fixed(length / cut.tokens.length, 2)}</td>
      <td className="n">{int(cut.vocabulary)}</td>
    </tr>
  )
}

/** What GPT-1's rules do before any merge. */
function Rules({ cuts }: { cuts: Cuts }) {
  return (
    <dl className={css.rules}>
      <dt>standardized</dt>
      <dd className={css.back}>{cuts.standard}</dd>
      <dt>words</dt>
      <dd className={css.back}>{cuts.parts.join(' | ')}</dd>
    </dl>
  )
}
