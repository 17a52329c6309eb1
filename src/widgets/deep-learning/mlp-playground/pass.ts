/** One place of the plane through the trained net, with every sum on the way. */
import type { NetEvent } from '../../../worker/protocol.ts'
import { productsOf, type Term, totalOf } from '../../../instruments/explain/terms.ts'
import type { Knobs } from './spec.ts'

export type MlpLayer = Extract<NetEvent, { kind: 'mlp' }>['layers'][number]
export type Activation = Knobs['activation']

export interface UnitPass {
  /** inputs times weights, and the bias */
  terms: Term[]
  /** their sum */
  z: number
  /** after the bend; the output unit's is its share for class 1 */
  y: number
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z))

const BENDS: Record<Activation, (z: number) => number> = { tanh: Math.tanh, relu: (z) => Math.max(0, z), sigmoid, none: (z) => z }

/** By layer and unit; the last layer is the output, one unit with a sigmoid. */
export function passOf(layers: readonly MlpLayer[], activation: Activation, at: readonly [number, number]): UnitPass[][] {
  const passes: UnitPass[][] = []
  let inputs: readonly number[] = at
  for (const [l, { w, b }] of layers.entries()) {
    const bend = l === layers.length - 1 ? sigmoid : BENDS[activation]
    const from = l === 0 ? (i: number) => `x${'₁₂'[i]}` : (i: number) => `unit ${i + 1}`
    const column = (unit: number) => inputs.map((_, i) => w[i * b.length + unit]!)
    const layer = Array.from(b, (bias, unit) => {
      const terms = [...productsOf(inputs, column(unit), from), { name: 'bias', value: bias }]
      const z = totalOf(terms)
      return { terms, z, y: bend(z) }
    })
    passes.push(layer)
    inputs = layer.map(({ y }) => y)
  }
  return passes
}
