/** Attention of the open model over a short text: the learner's own, or the end of what the writer holds. */
import { useState } from 'react'
import { lastTokens, MOST_TOKENS, sharpest } from '../../../instruments/attention.ts'
import { HeadDifference } from '../../../instruments/compare/HeadDifference.tsx'
import { Share } from '../../../instruments/explain/Share.tsx'
import { type Chosen, HeadMap } from '../../../instruments/HeadMap.tsx'
import { sizesOf } from '../../../instruments/words.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'
import { Field } from '../../../ui/Field.tsx'

export default draw(widget, function AttentionView(figure) {
  const { params, change, value, model } = figure
  const { text = '' } = params
  const [chosen, setChosen] = useState<Chosen | null>(null)
  // The first text decides which head is shown; later ones keep it, so that typing does not jump from head to head.
  if (chosen === null && value) setChosen(sharpest(value))
  return (
    <Figure
      of={figure}
      name="Attention"
      difference={(left, right) => (chosen ? <HeadDifference left={left} right={right} chosen={chosen} /> : null)}
      title="who reads from whom"
      footer={model ? <span>{sizesOf(model.config)}</span> : null}
      busy="The map is drawn as soon as a model is open and there is text to read."
      controls={
        <Field
          label="Text"
          value={text}
          maxLength={400}
          autoComplete="off"
          spellCheck={false}
          hint={Array.from(text).length > MOST_TOKENS ? `The map is of the last ${MOST_TOKENS} characters, read on their own.` : undefined}
          onChange={(event) => change({ text: event.target.value })}
        />
      }
    >
      {(attention) => (
        <div style={{ paddingTop: 12 }}>
          <HeadMap attention={attention} chosen={chosen} onChoose={setChosen} number={(of) => <Share {...of} text={lastTokens(text)} />} />
        </div>
      )}
    </Figure>
  )
})
