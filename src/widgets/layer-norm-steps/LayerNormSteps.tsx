/** A token's vector as it comes to a LayerNorm and after each step, with the arithmetic of one of its numbers. */
import { useEffect, useState } from 'react'
import { VectorBars } from '../../figures/VectorBars.tsx'
import { core } from '../../session/index.ts'
import { Field } from '../../ui/Field.tsx'
import { fixed, int, visible } from '../../ui/format.ts'
import { Instrument } from '../../ui/Instrument.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import type { WidgetProps } from '../contract.ts'
import { Computing } from '../shared/Computing.tsx'
import { useComputed, useModel } from '../shared/computed.ts'
import { modelName } from '../shared/words.ts'
import css from './LayerNormSteps.module.css'
import type { LayerNormStepsParams } from './meta.ts'
import { DEFAULTS, readingsOf, type Steps, stepsOf } from './steps.ts'

export default function LayerNormSteps({ onParams, onReadings, ...given }: WidgetProps<LayerNormStepsParams>) {
  const { model, version } = useModel()
  const [params, setParams] = useState<Required<LayerNormStepsParams>>({ ...DEFAULTS, ...given })
  const { text, layer, norm, place } = params
  const computed = useComputed(model && text !== '' ? () => stepsOf(core, model, params) : null, [version, text, layer, norm, place])
  const steps = computed.value
  useEffect(() => {
    if (steps) onReadings?.(readingsOf(steps))
  }, [steps, onReadings])
  const change = (next: Partial<typeof params>): void => {
    setParams({ ...params, ...next })
    if (next.text !== '') onParams?.(next)
  }
  return (
    <Instrument name="Norm" title={`h.${steps?.layer ?? layer}.${norm}, step by step`} footer={<span>{model ? modelName(model) : 'no model is open yet'}</span>}>
      <Field label="Text" value={text} maxLength={60} spellCheck={false} autoComplete="off" onChange={(event) => change({ text: event.target.value })} />
      <div className={css.knobs}>
        <Stepper label="token" value={steps?.place ?? 0} min={0} max={(steps?.tokens.length ?? 1) - 1} onChange={(next) => change({ place: next })} />
        <Stepper label="layer" value={steps?.layer ?? layer} min={0} max={(model?.config.nLayer ?? 1) - 1} onChange={(next) => change({ layer: next })} />
        <Segmented
          label="Which LayerNorm"
          value={norm}
          options={[
            { value: 'ln_1', label: 'after attention' },
            { value: 'ln_2', label: 'after the feed-forward' },
          ]}
          onChange={(next) => change({ norm: next })}
        />
      </div>
      <Computing of={computed} where="LayerNorm, step by step" busy="reading the vector …" waiting="The vector is drawn as soon as a model is open and there is text." />
      {steps ? <Result steps={steps} /> : null}
    </Instrument>
  )
}

function Result({ steps: { tokens, place, input, centred, normalized, output, mean, deviation, model } }: { steps: Steps }) {
  const first = (values: Float64Array) => fixed(values[0]!, 3)
  const apart = Math.max(...output.map((x, i) => Math.abs(x - model.output[i]!)))
  return (
    <>
      <VectorBars
        caption={`the vector of token ${place}, ${visible(tokens[place]!)}, ${int(input.length)} numbers`}
        rows={[
          { name: '1 as it comes in', values: input, colour: 'residual' },
          { name: '2 minus its mean', values: centred, colour: 'residual' },
          { name: '3 divided by its standard deviation', values: normalized, colour: 'residual' },
          { name: '4 times gain, plus bias', values: output, colour: 'residual' },
        ]}
      />
      <dl className={css.equations}>
        <dt>mean</dt>
        <dd>{fixed(mean, 4)}</dd>
        <dt>standard deviation</dt>
        <dd>{fixed(deviation, 4)}</dd>
        <dt>number 0</dt>
        <dd>
          ({first(input)} − {fixed(mean, 3)}) / {fixed(deviation, 3)} = {first(centred)} / {fixed(deviation, 3)} = {first(normalized)}; with gain and bias {first(output)}
        </dd>
        <dt>the model’s own</dt>
        <dd>
          {fixed(model.output[0]!, 3)}; over all numbers at most {apart.toExponential(0)} apart
        </dd>
      </dl>
    </>
  )
}
