/** Attention of the open model over a short text: the learner's own, or the end of what the writer holds. */
import { lastTokens, MOST_TOKENS } from '../../../instruments/attention.ts'
import { Share } from '../../../instruments/explain/Share.tsx'
import { HeadMap } from '../../../instruments/HeadMap.tsx'
import { sizesOf } from '../../../instruments/words.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'
import { Field } from '../../../ui/Field.tsx'

export default draw(widget, function AttentionView(figure) {
  const { params, change, value, model } = figure
  const { text = '' } = params
  return (
    <Figure
      of={figure}
      name="Attention"
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
      {value ? (
        <div style={{ paddingTop: 12 }}>
          <HeadMap attention={value} number={(of) => <Share {...of} text={lastTokens(text)} />} />
        </div>
      ) : null}
    </Figure>
  )
})
