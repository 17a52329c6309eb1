/** A text of the learner's own, cut in three ways, with what each cut costs. */
import { useEffect } from 'react'
import { Group } from '../../../ui/Group.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import type { WidgetProps } from '../../contract.ts'
import { useComputed } from '../../../instruments/computed.ts'
import { Computing } from '../../../instruments/Computing.tsx'
import { OwnText, useOwnText } from '../../../instruments/OwnText.tsx'
import { type Cut, type Cuts, cutsOf, unknownOf } from './cuts.ts'
import { readingsOf } from './measure.ts'
import { PASSAGE, type TokenBenchParams } from './meta.ts'
import css from './TokenBench.module.css'
import { TokenRow } from './TokenRow.tsx'
import { loadVocabularies } from './vocabularies.ts'

const CUTS = [
  { id: 'characters', name: 'Characters', what: 'each character of the text is a token' },
  { id: 'words', name: 'Words', what: 'each word or mark is a token, if it is on the list' },
  { id: 'pieces', name: 'Pieces', what: 'byte-pair encoding in GPT-1’s style' },
] as const

export default function TokenBench({ text: given = PASSAGE, onParams, onReadings }: WidgetProps<TokenBenchParams>) {
  const [text, setText] = useOwnText(given, onParams)
  const bench = useComputed(async () => {
    const vocabularies = await loadVocabularies()
    return { title: vocabularies.title, cuts: cutsOf(text, vocabularies) }
  }, [text])
  const cuts = bench.value?.cuts
  useEffect(() => {
    if (cuts) onReadings?.(readingsOf(cuts))
  }, [cuts, onReadings])
  return (
    <Instrument
      name="Bench"
      title="one text, three cuts"
      footer={bench.value ? <span>all three vocabularies were learned from {bench.value.title} alone</span> : null}
    >
      <OwnText value={text} onChange={setText} rows={2} />
      <Computing of={bench} where="Tokens" busy="Loading the vocabularies, 50 kB …" />
      {cuts ? <Result cuts={cuts} /> : null}
    </Instrument>
  )
}

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
