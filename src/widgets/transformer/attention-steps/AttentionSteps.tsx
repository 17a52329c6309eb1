/** One head of the open model at work: the query of a token, its scores, its shares, and the sum of values that comes out. */
import { useEffect, useState } from 'react'
import { core } from '../../../session/index.ts'
import { Field } from '../../../ui/Field.tsx'
import { fixed, share, visible } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import type { WidgetProps } from '../../contract.ts'
import { Computing } from '../../shared/Computing.tsx'
import { useComputed, useModel } from '../../shared/computed.ts'
import { modelName } from '../../shared/words.ts'
import css from './AttentionSteps.module.css'
import type { AttentionStepsParams } from './meta.ts'
import { Keys } from './Keys.tsx'
import { DEFAULTS, MOST_TOKENS, readingsOf, type Steps, stepsOf } from './steps.ts'
import { Vector } from './Vector.tsx'

export default function AttentionSteps({ onParams, onReadings, ...given }: WidgetProps<AttentionStepsParams>) {
  const { model, handle, version } = useModel()
  const [params, setParams] = useState<Required<AttentionStepsParams>>({ ...DEFAULTS, ...given })
  const { text, layer, head, token } = params
  const computed = useComputed(model && handle && text !== '' ? () => stepsOf(core, handle, model, params) : null, [
    version,
    text,
    layer,
    head,
    token,
  ])
  const steps = computed.value
  useEffect(() => {
    if (steps) onReadings?.(readingsOf(steps))
  }, [steps, onReadings])
  const change = (next: Partial<typeof params>): void => {
    setParams({ ...params, ...next })
    if (next.text !== '') onParams?.(next)
  }
  const { nLayer = 1, nHead = 1 } = model?.config ?? {}
  return (
    <Instrument
      name="Attention"
      title={`h.${steps?.layer ?? layer}.attn, head ${steps?.headIndex ?? head}`}
      footer={<span>{model ? modelName(model) : 'no model is open yet'}</span>}
    >
      <Field
        label="Text"
        value={text}
        maxLength={MOST_TOKENS}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => change({ text: event.target.value })}
      />
      <div className={css.knobs}>
        <Stepper label="layer" value={steps?.layer ?? layer} min={0} max={nLayer - 1} onChange={(next) => change({ layer: next })} />
        <Stepper label="head" value={steps?.headIndex ?? head} min={0} max={nHead - 1} onChange={(next) => change({ head: next })} />
        <Stepper
          label="token that reads"
          value={steps?.token ?? 0}
          min={0}
          max={(steps?.tokens.length ?? 1) - 1}
          onChange={(next) => change({ token: next })}
        />
      </div>
      <Computing
        of={computed}
        where="One head, number by number"
        busy="reading the head …"
        waiting="The head is shown as soon as a model is open and there is text."
      />
      {steps ? <Result steps={steps} version={version} /> : null}
    </Instrument>
  )
}

function Result({ steps, version }: { steps: Steps; version: string }) {
  const { tokens, token, head, headIndex, source, layer, text, rows, C } = steps
  const { shares, out } = rows[token]!
  const { difference, outDifference } = readingsOf(steps)
  const [chosen, setChosen] = useState<number | null>(null)
  const open = Math.min(chosen ?? shares.indexOf(Math.max(...shares)), shares.length - 1)
  const column = (i: number): number => headIndex * head.d + i
  const common = { text, version }
  const read = (part: 0 | 1 | 2, t: number) =>
    [head.q, head.k, head.v][part]![t]!.map((value, i) => ({
      ...common,
      tensor: source,
      shape: [1, tokens.length, 3 * C],
      at: [0, t, part * C + column(i)],
      value,
    }))
  const first = (i: number): string =>
    [...shares.slice(0, 3).map((p, j) => `${share(p)}·${fixed(head.v[j]![i]!)}`), ...(shares.length > 3 ? ['…'] : [])].join(' + ')
  return (
    <>
      <Vector concept="query" label={`query of token ${token}, ${visible(tokens[token]!)}`} numbers={read(0, token)} />
      <Keys steps={steps} version={version} open={open} onOpen={setChosen} />
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
          equation: `${first(i)} = ${fixed(value, 3)}`,
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
