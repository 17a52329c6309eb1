/** A token's vector as it comes to a LayerNorm and after each step, with the arithmetic of one of its numbers. */
import { useState } from 'react'
import { variantOf } from '../../../core/config/variant.ts'
import { VectorBars } from '../../../figures/VectorBars.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, visible } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { TensorNumber } from '../../../instruments/explain/TensorNumber.tsx'
import css from './LayerNormSteps.module.css'
import type { Steps } from './steps.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function LayerNormSteps(figure) {
  const { params, change, value: steps, model } = figure
  const { text, layer, norm } = params
  const place = model && variantOf(model.config).norm === 'pre' ? 'before' : 'after'
  return (
    <Figure
      of={figure}
      busy="reading the vector …"
      waiting="The vector is drawn as soon as a model is open and there is text."
      controls={
        <>
          <Field
            label="Text"
            value={text}
            maxLength={60}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => change({ text: event.target.value })}
          />
          <div className={css.knobs}>
            <Stepper
              label="token"
              value={steps?.place ?? 0}
              min={0}
              max={(steps?.tokens.length ?? 1) - 1}
              onChange={(next) => change({ place: next })}
            />
            <Stepper
              label="layer"
              value={layer}
              min={0}
              max={(model?.config.nLayer ?? 1) - 1}
              onChange={(next) => change({ layer: next })}
            />
            <Segmented
              label="Which LayerNorm"
              value={norm}
              options={[
                { value: 'ln_1', label: `${place} attention` },
                { value: 'ln_2', label: `${place} the feed-forward` },
              ]}
              onChange={(next) => change({ norm: next })}
            />
          </div>
        </>
      }
      name="Norm"
      title={`h.${layer}.${norm}, step by step`}
    >
      {steps ? <Result steps={steps} name={`h.${steps.layer}.${norm}`} text={text} /> : null}
    </Figure>
  )
})

function Result({ steps, name, text }: { steps: Steps; name: string; text: string }) {
  const { tokens, from, place, kind, input, centred, normalized, output, gain, bias, mean, deviation, rstd, model } = steps
  const centres = kind === 'layer'
  const [i, setNumber] = useState(0)
  const apart = Math.max(...output.map((x, n) => Math.abs(x - model.output[n]!)))
  const spread = centres ? 'standard deviation' : 'root mean square'
  const shape = [1, tokens.length, input.length]
  const [x, z] = [fixed(input[i]!, 3), fixed(normalized[i]!, 3)]
  const norm = centres ? `(${x} − ${bracketed(mean)}) · ${fixed(rstd, 3)} = ${z}` : `${x} · ${fixed(rstd, 3)} = ${z}`
  const scaled = (n: number): string => {
    const times = `${fixed(normalized[n]!, 3)} · ${bracketed(gain[n]!)}`
    return bias ? `${times} + ${bracketed(bias[n]!)}` : times
  }
  const rows = [
    { step: 'in', name: 'as it comes in', values: input },
    ...(centres ? [{ step: 'centred', name: 'minus its mean', values: centred }] : []),
    { step: 'normalized', name: centres ? 'divided by its standard deviation' : 'divided by its root mean square', values: normalized },
    { step: 'out', name: bias ? 'times gain, plus bias' : 'times gain', values: output },
  ]
  const numbers = (row: number, n: number) => {
    const of = { shape, at: [0, place, n], text }
    const [x, z] = [fixed(input[n]!, 3), fixed(normalized[n]!, 3)]
    switch (rows[row]!.step) {
      case 'in':
        return <TensorNumber {...of} tensor={from} value={input[n]!} equation="the residual stream + what the sub-layer says" />
      case 'centred':
        return (
          <DerivedNumber name={`number ${n} minus the mean`} shown={fixed(centred[n]!, 3)} formula="x − mean">
            {x} − {bracketed(mean)} = {fixed(centred[n]!, 3)}
          </DerivedNumber>
        )
      case 'normalized':
        return (
          <DerivedNumber
            name={`number ${n}, normalized`}
            shown={z}
            formula={centres ? '(x − mean) / √(variance + ε)' : 'x / √(mean of x² + ε)'}
          >
            {fixed(centred[n]!, 4)} · {fixed(rstd, 4)} = {z}
          </DerivedNumber>
        )
      default:
        return <TensorNumber {...of} tensor={name} value={model.output[n]!} equation={`${scaled(n)} = ${fixed(output[n]!, 3)}`} />
    }
  }
  return (
    <>
      <VectorBars
        caption={`the vector of token ${place}, ${visible(tokens[place]!)}, ${int(input.length)} numbers`}
        place={i}
        onPlace={setNumber}
        number={numbers}
        rows={rows.map(({ name, values }, i) => ({ name: `${i + 1} ${name}`, values, colour: 'residual' as const }))}
      />
      <dl className={css.equations}>
        {centres ? (
          <>
            <dt>mean</dt>
            <dd>
              <TensorNumber
                tensor={`${name}.mean`}
                shape={shape.slice(0, 2)}
                at={[0, place]}
                value={mean}
                digits={4}
                text={text}
                equation={`the sum of the ${int(input.length)} numbers / ${int(input.length)}`}
              />
            </dd>
          </>
        ) : null}
        <dt>{spread}</dt>
        <dd>
          <DerivedNumber name={spread} shown={fixed(deviation, 4)} formula={centres ? '√(Σ(x − mean)² / n)' : '√(Σx² / n)'}>
            √({fixed(input.length * deviation ** 2, 4)} / {int(input.length)}) = {fixed(deviation, 4)}
          </DerivedNumber>
        </dd>
        <dt>number {i}</dt>
        <dd>
          {norm}; with gain{bias ? ' and bias' : ''} {scaled(i)} = {fixed(output[i]!, 3)}
        </dd>
        <dt>the model’s own</dt>
        <dd>
          {fixed(model.output[i]!, 3)}; over all numbers at most {apart.toExponential(0)} apart
        </dd>
      </dl>
    </>
  )
}

const bracketed = (x: number): string => (x < 0 ? `(${fixed(x, 3)})` : fixed(x, 3))
