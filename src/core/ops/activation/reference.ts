/** The nonlinearities of an MLP's hidden layer, each with its slope: GELU by tanh, ReLU, tanh, GELU by erf. */
import { gelu, geluSlope } from '../linear/reference.ts'
import { density, shareBelow } from '../../normal.ts'

export interface Activation {
  readonly name: 'gelu' | 'relu' | 'tanh' | 'gelu-erf'
  readonly value: (x: number) => number
  /** d value(x) / dx */
  readonly slope: (x: number) => number
}

/** By the op's `kind`: its number in this list. */
export const activations: readonly Activation[] = [
  { name: 'gelu', value: gelu, slope: geluSlope },
  // At 0 the slope of ReLU is 0, as everywhere else in the field.
  { name: 'relu', value: (x) => Math.max(0, x), slope: (x) => (x > 0 ? 1 : 0) },
  { name: 'tanh', value: Math.tanh, slope: (x) => 1 - Math.tanh(x) ** 2 },
  { name: 'gelu-erf', value: (x) => x * shareBelow(x), slope: (x) => shareBelow(x) + x * density(x) },
]

/** x [N] → y [N] */
export function activation(x: Float64Array, kind: number): Float64Array {
  return x.map(activations[kind].value)
}

/** dx [N] = dy ∘ f′(x) */
export function activationBackward(dy: Float64Array, x: Float64Array, kind: number): Float64Array {
  return dy.map((d, i) => d * activations[kind].slope(x[i]))
}
