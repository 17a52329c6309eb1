/** The lattice over a sentence of the learner's, the counts behind one of its words, and both taggers' scores. */
import { useState } from 'react'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Field } from '../../../ui/Field.tsx'
import { int, share } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { LatticeDrawing } from './LatticeDrawing.tsx'
import css from './TagLattice.module.css'
import widget from './widget.ts'
import { WordCounts } from './WordCounts.tsx'

/** Below this there is no sentence to count. */
const LEAST = 200

export default draw(widget, function TagLattice(figure) {
  const { params, change } = figure
  const [own, setOwn] = useState(params.text ?? '')
  return (
    <Figure
      of={figure}
      name="Lattice"
      title="all tags, and the best row of them"
      busy="reading and counting, 1 to 3 s …"
      controls={
        <div className={css.controls}>
          <Field label="Sentence" value={params.sentence} maxLength={90} onChange={(event) => change({ sentence: event.target.value })} />
          <Disclosure label="Count a text of your own" aside={params.text === undefined ? `${int(LEAST)} characters or more` : 'in use'}>
            <OwnText
              label="Your schoolbook"
              value={own}
              onChange={(next) => {
                setOwn(next)
                change({ text: next.length >= LEAST ? next : undefined })
              }}
              rows={6}
              most={20_000}
            />
          </Disclosure>
        </div>
      }
      footer={
        <span>
          counted on {params.text === undefined ? 'Moby-Dick' : 'your text'} with wink-nlp’s tags, tried on sentences tagged by hand that it
          never saw
        </span>
      }
    >
      {({ school, steps }) => {
        const { tagger, words, favourites, path, unknown, copied } = school
        const at = Math.min(params.word, steps.length) - 1
        return (
          <>
            <LatticeDrawing tagger={tagger} steps={steps} at={at} onWord={(i) => change({ word: i + 1 })} />
            {at >= 0 ? <WordCounts tagger={tagger} steps={steps} at={at} /> : null}
            <Scale
              label="Characters of text that are counted"
              value={params.characters}
              min={2_000}
              max={120_000}
              step={2_000}
              format={int}
              onChange={(characters) => change({ characters })}
            />
            <Readings>
              <BigNumber label="favourites" value={share(favourites / words)} context="each word alone" />
              <BigNumber label="best path" value={share(path / words)} context={`of ${int(words)} words tagged by hand`} />
              <BigNumber label="never counted" value={share(unknown / words)} context={`of ${int(tagger.words)} counted words`} />
            </Readings>
            {copied > 0 ? <p className="cap">{int(copied)} of the sentences that it is tried on stand in your text.</p> : null}
          </>
        )
      }}
    </Figure>
  )
})
