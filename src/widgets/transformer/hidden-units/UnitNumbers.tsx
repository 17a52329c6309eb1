/** A hidden unit's two numbers at a token, to be pressed: what goes into the bend, and what comes out. */
import { core } from '../../../session/index.ts'
import { int } from '../../../ui/format.ts'
import type { ModelSummary } from '../../../worker/protocol.ts'
import { Bend } from '../../../instruments/explain/Bend.tsx'
import { useComputed } from '../../../instruments/computed.ts'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { TensorNumber } from '../../../instruments/explain/TensorNumber.tsx'
import type { Units } from './units.ts'
import { termsOf } from './unitSum.ts'
import { useModel } from '../../../instruments/model.ts'

export interface UnitNumberProps {
  model: ModelSummary
  version: string
  units: Units
  unit: number
  token: number
  digits?: number
}

export function PreActivation(props: UnitNumberProps) {
  const { units, unit, token, digits } = props
  const { layer, width, tokens, before, text } = units
  return (
    <TensorNumber
      tensor={`h.${layer}.mlp.c_fc`}
      shape={[1, tokens.length, width]}
      at={[0, token, unit]}
      value={before[token * width + unit]!}
      digits={digits}
      text={text}
      equation={<Products {...props} />}
    />
  )
}

export function Output({ units, unit, token, digits }: UnitNumberProps) {
  const { layer, width, tokens, before, after, activation, text } = units
  return (
    <TensorNumber
      tensor={`h.${layer}.mlp.c_fc.${activation}`}
      shape={[1, tokens.length, width]}
      at={[0, token, unit]}
      value={after[token * width + unit]!}
      digits={digits}
      text={text}
      equation={<Bend activation={activation} x={before[token * width + unit]!} />}
    />
  )
}

/** Mounted only while the explanation is open, so the column of weights is asked for then. */
function Products({ model, version, units, unit, token }: UnitNumberProps) {
  const { handle } = useModel()
  const { value: terms } = useComputed(handle && (() => termsOf(core, handle, model, units.text, units, unit, token)), [
    version,
    units,
    unit,
    token,
  ])
  const words = `Σ x[i]·W[i, ${unit}] + b[${unit}], x the vector of token ${token} as it comes to the layer`
  return terms ? <Sum caption={`${words}; ${int(terms.length)} terms`} terms={terms} /> : words
}
