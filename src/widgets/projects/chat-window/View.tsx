/** What is said, a line at a time; below, each turn with its answer and its tokens, struck out where the last answer was given without it. */
import { TextArea } from '../../../ui/Field.tsx'
import { int } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './ChatWindow.module.css'
import { usedOf } from './talk.ts'
import widget from './widget.ts'

export default draw(widget, function ChatWindow(figure) {
  const { params, change, value } = figure
  return (
    <Figure
      of={figure}
      name="Window"
      title="what the last answer was given from"
      footer={
        value ? (
          <span>
            {int(usedOf(value))} of {int(value.nCtx)} tokens in the window
          </span>
        ) : null
      }
      controls={
        <TextArea
          label="What you say, a line at a time"
          rows={5}
          maxLength={900}
          spellCheck={false}
          value={params.said}
          onChange={({ target }) => change({ said: target.value === '' ? ' ' : target.value })}
        />
      }
    >
      {({ turns, fallen, lengths }) => (
        <table className={css.turns}>
          <caption className="vh">The turns, their tokens, and whether the last answer was given from them</caption>
          <thead>
            <tr>
              <th scope="col">said, and answered</th>
              <th scope="col" className="n">
                tokens
              </th>
            </tr>
          </thead>
          <tbody>
            {turns.map(({ said, answered }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a turn's place in the dialogue is what it is
              <tr key={i} data-fallen={i < fallen || undefined}>
                <th scope="row">
                  {said}
                  <span>{answered || '(nothing)'}</span>
                </th>
                <td className="n">{i < fallen ? 'fallen out' : int(lengths[i - fallen]!)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Figure>
  )
})
