/** One head of the open model at work: the query of a token, its scores, its shares, and the sum of values that comes out. */
import { useState } from 'react'
import { Field } from '../../../ui/Field.tsx'
import { share, visible } from '../../../ui/format.ts'
import { Stepper } from '../../../ui/Stepper.tsx'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { productsOf } from '../../../instruments/explain/terms.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './AttentionSteps.module.css'
import { Keys } from './Keys.tsx'
import { Projection } from './Projection.tsx'
import { MOST_TOKENS, readingsOf, type Steps } from './steps.ts'
import { Vector } from './Vector.tsx'
import widget from './widget.ts'

export default draw(widget, function AttentionSteps(figure) {
  const { params, change, value: steps, model } = figure
  const { layer, head } = params
  return (
    <Figure
      of={figure}
      name="Attention"
      title={`h.${layer}.attn, head ${head}`}
      busy="reading the head …"
      waiting="The head is shown as soon as a model is open and there is text."
      controls={
        <>
          <Field
            label="Text"
            value={params.text}
            maxLength={MOST_TOKENS}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => change({ text: event.target.value })}
          />
          <div className={css.knobs}>
            <Stepper
              label="layer"
              value={layer}
              min={0}
              max={(model?.config.nLayer ?? 1) - 1}
              onChange={(next) => change({ layer: next })}
            />
            <Stepper label="head" value={head} min={0} max={(model?.config.nHead ?? 1) - 1} onChange={(next) => change({ head: next })} />
            <Stepper
              label="token that reads"
              value={steps?.token ?? 0}
              min={0}
              max={(steps?.tokens.length ?? 1) - 1}
              onChange={(token) => change({ token })}
            />
          </div>
        </>
      }
    >
      {(value) => <Result steps={value} />}
    </Figure>
  )
})

function Result({ steps }: { steps: Steps }) {
  const { tokens, token, head, headIndex, source, layer, text, rows, C } = steps
  const { shares, out } = rows[token]!
  const { difference, outDifference } = readingsOf(steps)
  const [chosen, setChosen] = useState<number | null>(null)
  const open = Math.min(chosen ?? shares.indexOf(Math.max(...shares)), shares.length - 1)
  const column = (i: number): number => headIndex * head.d + i
  const common = { text }
  const read = (part: 0 | 1 | 2, t: number) =>
    [head.q, head.k, head.v][part]![t]!.map((value, i) => ({
      ...common,
      tensor: source,
      shape: [1, tokens.length, 3 * C],
      at: [0, t, part * C + column(i)],
      value,
      equation: <Projection steps={steps} token={t} column={part * C + column(i)} value={value} />,
    }))
  /** share · value of every token that may be read */
  const terms = (i: number) =>
    productsOf(
      shares,
      head.v.map((value) => value[i]!),
      (j) => `${j}, ${visible(tokens[j]!)}`,
    )
  return (
    <>
      <Vector concept="query" label={`query of token ${token}, ${visible(tokens[token]!)}`} numbers={read(0, token)} />
      <Keys steps={steps} open={open} onOpen={setChosen} />
      <Vector concept="key" label={`key of token ${open}, ${visible(tokens[open]!)}`} numbers={read(1, open)} />
      <Vector concept="value" label={`value of token ${open}, ${visible(tokens[open]!)}`} numbers={read(2, open)} />
      <Vector
        concept="value"
        label="out: the values, added up by their shares"
        numbers={out.map((value, i) => ({
          ...common,
          tensor: `h.${layer}.attn.out`,
          shape: [1, tokens.length, C],
          at: [0, token, column(i)],
          value,
          equation: <Sum caption="share · value of each token, the heaviest first" terms={terms(i)} most={MOST_TOKENS} />,
        }))}
      />
      <p className="cap" role="status">
        {visible(tokens[token]!)} gives most, {share(Math.max(...shares))}, to {visible(tokens[shares.indexOf(Math.max(...shares))]!)} at
        place {shares.indexOf(Math.max(...shares))}. Over the whole head the shares are at most {difference.toExponential(0)} from the
        model’s own, and the sums {outDifference.toExponential(0)}.
      </p>
    </>
  )
}
