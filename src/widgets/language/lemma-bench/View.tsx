/** A text, word by word: part of speech, lemma, stem; and the spellings that have two lemmas. */
import { Joins } from '../../../figures/Joins.tsx'
import { Group } from '../../../ui/Group.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { int } from '../../../ui/format.ts'
import { OwnText } from '../../../instruments/OwnText.tsx'
import css from './LemmaBench.module.css'
import { readingsOf, type Split, splitsOf, type Word } from './lemmas.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function LemmaBench(figure) {
  const { params, change, value } = figure
  return (
    <Figure
      of={figure}
      busy="Loading the dictionary, about 1 MB …"
      controls={<OwnText value={params.text} onChange={(text) => change({ text })} rows={4} />}
      name="Lemmas"
      title="dictionary forms beside stems"
      footer={<span>parts of speech and lemmas by wink-nlp, stems by Porter’s rules; names are left out</span>}
    >
      {value ? <Result words={value} /> : null}
    </Figure>
  )
})

function Result({ words }: { words: readonly Word[] }) {
  const { spellings, lemmas, stems, differ } = readingsOf(words)
  return (
    <>
      <Readings>
        <BigNumber label="spellings" value={int(spellings!)} />
        <BigNumber label="lemmas" value={int(lemmas!)} />
        <BigNumber label="stems" value={int(stems!)} />
        <BigNumber label="stem is no lemma" value={int(differ!)} context={`of ${spellings} spellings`} />
      </Readings>
      <Joins forms={words.map(({ spelling, lemma, stem }) => ({ word: spelling, left: lemma, right: stem }))} left="lemmas" right="stems" />
      <Splits splits={splitsOf(words)} />
      <Group className={css.scroll} tabIndex={0} aria-label="Every word">
        <table>
          <thead>
            <tr>
              <th scope="col">word</th>
              <th scope="col">part of speech</th>
              <th scope="col">lemma</th>
              <th scope="col">stem</th>
            </tr>
          </thead>
          <tbody>
            {words.map(({ text, pos, lemma, stem }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place in the text
              <tr key={i}>
                <th scope="row">{text}</th>
                <td className={css.pos}>{pos}</td>
                <td>{lemma}</td>
                <td className={css.stem}>
                  {stem}
                  {stem === lemma ? '' : <span title="not the lemma"> ≠</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Group>
    </>
  )
}

function Splits({ splits }: { splits: readonly Split[] }) {
  if (splits.length === 0) return <p className="cap">No spelling of this text has two lemmas.</p>
  return (
    <Group aria-label="One spelling, two lemmas" className={css.splits}>
      <h3 className="h3">
        One spelling, two lemmas <span className="n mute">{splits.length}</span>
      </h3>
      <ul>
        {splits.map(({ spelling, stem, readings }) => (
          <li key={spelling}>
            <b>{spelling}</b>: {readings.map(({ lemma, pos }) => `${lemma} as ${pos}`).join(', ')}.{' '}
            <span className="mute">One stem: {stem}.</span>
          </li>
        ))}
      </ul>
    </Group>
  )
}
