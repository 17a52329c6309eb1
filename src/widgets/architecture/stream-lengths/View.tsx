/** A row for each sub-layer, the top of the model on top: the stream as one bar, and what is added as another, on one scale. */
import { Field } from '../../../ui/Field.tsx'
import { fixed, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { type Lengths, MOST_TOKENS, placeIn, type SubLayer } from './lengths.ts'
import css from './StreamLengths.module.css'
import widget from './widget.ts'

export default draw(widget, function StreamLengths(figure) {
  const { params, change, value } = figure
  return (
    <Figure
      of={figure}
      name="Stream"
      title="and what each layer adds to it"
      busy="reading every layer …"
      waiting="The lengths stand here as soon as a model is open and there is text."
      controls={
        <>
          <Field
            label="Text"
            value={params.text}
            maxLength={MOST_TOKENS}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => change({ text: target.value })}
          />
          {value ? (
            <Stepper
              label="token"
              value={placeIn(value, params.place)}
              min={0}
              max={value.tokens.length - 1}
              onChange={(place) => change({ place })}
            />
          ) : null}
        </>
      }
    >
      {value ? <Rows of={value} token={placeIn(value, params.place)} /> : null}
    </Figure>
  )
})

const wordsOf = ({ name, kind }: SubLayer): string => `block ${name.split('.')[1]}, ${kind === 'attention' ? 'attention' : 'feed-forward'}`

function Rows({ of: { tokens, norm, embedding, layers }, token }: { of: Lengths; token: number }) {
  const most = Math.max(embedding[token]!, ...layers.flatMap(({ stream, branch, sum }) => [stream[token]!, branch[token]!, sum[token]!]))
  const wide = (length: number) => ({ width: `${(100 * length) / most}%` })
  return (
    <LitBox name="residual">
      <table className={css.rows}>
        <caption className="cap">
          lengths of vectors at token {token}, <span className="tok">{visible(tokens[token]!)}</span>, bottom to top;{' '}
          {norm === 'post' ? 'LayerNorm after every sum' : 'LayerNorm before every layer'}
        </caption>
        <thead>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">
              <span className="vh">bars</span>
            </th>
            <th scope="col" className="n">
              stream
            </th>
            <th scope="col" className="n">
              adds
            </th>
            <th scope="col" className="n">
              sum
            </th>
          </tr>
        </thead>
        <tbody>
          {[...layers].reverse().map((layer) => (
            <tr key={layer.name}>
              <th scope="row">{wordsOf(layer)}</th>
              <td className={css.bars}>
                <i className={css.sum} style={wide(layer.sum[token]!)} />
                <i className={css.stream} style={wide(layer.stream[token]!)} />
                <i className={css.branch} data-kind={layer.kind} style={wide(layer.branch[token]!)} />
              </td>
              <td className="n">{fixed(layer.stream[token]!, 1)}</td>
              <td className="n">{fixed(layer.branch[token]!, 1)}</td>
              <td className="n">{fixed(layer.sum[token]!, 1)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">embedding</th>
            <td className={css.bars}>
              <i className={css.stream} style={wide(embedding[token]!)} />
            </td>
            <td className="n">{fixed(embedding[token]!, 1)}</td>
            <td className="n">–</td>
            <td className="n">–</td>
          </tr>
        </tbody>
      </table>
      <p className="cap">
        Wide bar: the stream that a layer reads. Narrow bar under it: what the layer adds. Outline: their sum, before any norm.
      </p>
    </LitBox>
  )
}
