/** The text with every gate, the cell and the state above it as bars; one step worked out; and the weights to turn. */
import { useState } from 'react'
import { fixed, int, share, visible } from '../../../ui/format.ts'
import { Field } from '../../../ui/Field.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { type Gate, GATES, readingsOf, stepsOf, type Step, TERMS, weightsOf, withWeight } from './cell.ts'
import css from './LstmStep.module.css'
import { Strips } from './Strips.tsx'
import widget from './widget.ts'

const SAID: Record<Gate, string> = { i: 'input gate i, write', f: 'forget gate f, keep', g: 'new content g', o: 'output gate o, show' }

export default draw(widget, function LstmStep(figure) {
  const { params, change, value } = figure
  const [chosen, setChosen] = useState<number | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const steps = value ?? stepsOf(params)
  const first = steps.findIndex(({ x }) => x[0] === 1)
  const t = Math.min(steps.length - 1, chosen ?? Math.max(0, first))
  const { inside, kept } = readingsOf(steps, params)
  return (
    <Figure of={figure} name="LSTM" title="one cell, step by step" footer={<span>16 numbers, set by hand; computed in this page</span>}>
      <Field
        label={`Text; the cell is told of ${params.opens} and of ${params.closes}`}
        value={typed ?? params.passage}
        maxLength={26}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value)
          if (event.target.value.length >= 2) change({ passage: event.target.value })
        }}
      />
      <Strips steps={steps} chosen={t} onChoose={setChosen} />
      <Worked step={steps[t]!} weights={params.weights} t={t} />
      <Weights weights={params.weights} onChange={(weights) => change({ weights })} />
      <Readings>
        <BigNumber label="least h inside" value={fixed(inside!)} context="should be near 0.76" />
        <BigNumber
          label="f · f · … over the text"
          value={kept! < 0.001 ? kept!.toExponential(1).replace('-', '−') : share(kept!)}
          context="of a gradient, along the cell"
          concept="c-gradient"
        />
        <BigNumber label="numbers learned" value={int(4 * (2 + 1 + 1))} context="4 · (inputs + states + 1) · states" />
      </Readings>
    </Figure>
  )
})

/** Row by row: each gate's sum with its numbers, then the cell, then the state. */
function Worked({ step, weights, t }: { step: Step; weights: string; t: number }) {
  const { character, x, sums, gates, before, c, h } = step
  return (
    <div className={css.worked} aria-live="polite">
      <p className="cap">
        step {t + 1}, {visible(character)}: it comes with h = {fixed(before.h)} and c = {fixed(before.c)}
      </p>
      {GATES.map((gate) => {
        const [opens, closes, state, bias] = weightsOf(weights, gate)
        return (
          <p key={gate} className="n">
            {gate} = {gate === 'g' ? 'tanh' : 'σ'}({signless(opens!)}·{x[0]} + {signless(closes!)}·{x[1]} + {signless(state!)}·
            {signless(before.h, 2)} + {signless(bias!)}) = {gate === 'g' ? 'tanh' : 'σ'}({fixed(sums[gate])}) ={' '}
            <b>{fixed(gates[gate], 3)}</b>
          </p>
        )
      })}
      <p className={`n ${css.cell}`}>
        c = f·c + i·g = {fixed(gates.f, 3)}·{signless(before.c, 3)} + {fixed(gates.i, 3)}·{signless(gates.g, 3)} = <b>{fixed(c, 3)}</b>
      </p>
      <p className="n">
        h = o·tanh(c) = {fixed(gates.o, 3)}·{signless(Math.tanh(c), 3)} = <b>{fixed(h, 3)}</b>
      </p>
    </div>
  )
}

const signless = (value: number, digits = 1): string => (value < 0 ? `(${fixed(value, digits)})` : fixed(value, digits))

function Weights({ weights, onChange }: { weights: string; onChange: (weights: string) => void }) {
  return (
    <table className={css.weights}>
      <caption className="vh">Weights of each gate</caption>
      <thead>
        <tr>
          <th scope="col">weights of</th>
          <th scope="col">opens</th>
          <th scope="col">closes</th>
          <th scope="col">h before</th>
          <th scope="col">bias</th>
        </tr>
      </thead>
      <tbody>
        {GATES.map((gate) => (
          <tr key={gate}>
            <th scope="row">{SAID[gate]}</th>
            {TERMS.map((term, k) => (
              <td key={term}>
                <input
                  type="number"
                  min={-20}
                  max={20}
                  step={1}
                  aria-label={`${gate}, ${term}`}
                  value={weightsOf(weights, gate)[k]}
                  onChange={(event) => {
                    const value = event.target.valueAsNumber
                    if (Number.isFinite(value) && Math.abs(value) <= 20) onChange(withWeight(weights, gate, k, Number(value.toFixed(1))))
                  }}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
