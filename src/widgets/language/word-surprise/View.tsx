/** The open model reads a text; its surprise is sorted by part of speech, or by names and other words. */
import { useState } from 'react'
import { Group } from '../../../ui/Group.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { averageBy, byName, byPos, type Kind } from './kinds.ts'
import { readingsOf } from './readings.ts'
import css from './WordSurprise.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const OPTIONS = [
  { value: 'pos', label: 'by part of speech' },
  { value: 'names', label: 'by name' },
] as const

export default draw(widget, function WordSurprise(figure) {
  const { params, change, value, busy, model } = figure
  const { by, text } = params
  const [draft, setDraft] = useState(text)
  const fits = draft.trim().length >= 2
  return (
    <Figure
      of={figure}
      busy="The model reads the text, and the tagger is loaded …"
      waiting="This begins as soon as a model is open."
      controls={
        <>
          <OwnText value={draft} onChange={setDraft} rows={4} />
          <div className={css.act}>
            <Button onClick={() => change({ text: draft })} disabled={!fits || draft === text}>
              Measure this text
            </Button>
            {busy && value ? (
              <span className="cap" role="status">
                the model reads …
              </span>
            ) : null}
          </div>
        </>
      }
      name="Surprise"
      title="bits for each word, by kind"
      actions={<Segmented label="sorted" value={by} options={OPTIONS} onChange={(next) => change({ by: next })} />}
      footer={
        model ? (
          <>
            <span>learned from {model.textTitle}</span>
            <span>{by === 'pos' ? 'parts of speech by wink-nlp' : 'names by compromise'}</span>
          </>
        ) : null
      }
    >
      {value ? <Result readings={readingsOf(value)} kinds={averageBy(value, by === 'pos' ? byPos : byName)} by={by} /> : null}
    </Figure>
  )
})

function Result({ readings, kinds, by }: { readings: Record<string, number>; kinds: readonly Kind[]; by: 'pos' | 'names' }) {
  const { wordBits = Number.NaN, functionBits, contentBits, nameBits, otherBits, words } = readings
  const [left, right] =
    by === 'pos'
      ? ([
          ['content words', contentBits],
          ['function words', functionBits],
        ] as const)
      : ([
          ['words in names', nameBits],
          ['other words', otherBits],
        ] as const)
  return (
    <>
      <Readings>
        <BigNumber label="all words" value={fixed(wordBits, 1)} unit="bits" context={`${int(words!)} words`} />
        <BigNumber label={left[0]} value={fixed(left[1] ?? Number.NaN, 1)} unit="bits" />
        <BigNumber label={right[0]} value={fixed(right[1] ?? Number.NaN, 1)} unit="bits" />
      </Readings>
      <Group className="scrollx" tabIndex={0} aria-label="Surprise by kind of word">
        <KindTable kinds={kinds} />
      </Group>
    </>
  )
}

function KindTable({ kinds }: { kinds: readonly Kind[] }) {
  const most = Math.max(...kinds.map(({ bits }) => bits))
  return (
    <table className={css.kinds}>
      <thead>
        <tr>
          <th scope="col">kind</th>
          <th scope="col">bits a word</th>
          <th scope="col" className="n">
            a letter
          </th>
          <th scope="col" className="n">
            first letter
          </th>
          <th scope="col" className="n">
            words
          </th>
          <th scope="col">the most surprising</th>
        </tr>
      </thead>
      <tbody>
        {kinds.map(({ kind, bits, perLetter, firstBits, words, examples }) => (
          <tr key={kind}>
            <th scope="row">{kind}</th>
            <td className={css.bits}>
              <span className="n">{fixed(bits, 1)}</span>
              <span className={css.bar} style={{ width: `${(100 * bits) / most}%` }} />
            </td>
            <td className="n">{fixed(perLetter, 1)}</td>
            <td className="n">{fixed(firstBits, 1)}</td>
            <td className="n">{int(words)}</td>
            <td className="mute">{examples.join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
