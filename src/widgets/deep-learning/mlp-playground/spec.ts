/** The net that the playground's parameters stand for: the same in a lesson, in a challenge and in its measurement. */
import type { PointSet, PointsSpec } from '../../../core/data/points.ts'
import type { NetSpec } from '../../../worker/protocol.ts'

export const ACTIVATIONS = ['tanh', 'relu', 'sigmoid', 'none'] as const

/** What the knobs say. */
export interface Knobs {
  data: PointSet
  /** standard deviation of the points' noise */
  noise: number
  /** widths of the hidden layers, with commas; "none" is a single neuron */
  hidden: string
  activation: (typeof ACTIVATIONS)[number]
  rate: number
  steps: number
  /** of the first weights */
  seed: number
}

export type Mlp = Extract<NetSpec, { kind: 'mlp' }>

export const DEFAULTS: Knobs = {
  data: 'circles',
  noise: 0.06,
  hidden: '4',
  activation: 'tanh',
  rate: 0.05,
  steps: 300,
  seed: 1,
}

export const complete = (params: Partial<Knobs>): Knobs => ({
  ...DEFAULTS,
  ...Object.fromEntries(Object.entries(params).filter(([name, value]) => name in DEFAULTS && value !== undefined)),
})

const widths = (hidden: string): number[] => (hidden === 'none' ? [] : hidden.split(',').map(Number))

export const dataOf = ({ data, noise }: Knobs): PointsSpec => ({ set: data, count: 240, noise, seed: 7 })

export function specOf(params: Partial<Knobs>): Mlp {
  const all = complete(params)
  const { activation, rate, steps, seed } = all
  return { kind: 'mlp', data: dataOf(all), hidden: widths(all.hidden), activation, learningRate: rate, steps, seed }
}

/** `layer` of `hidden` with one unit more or less; a new layer starts with two, and one without units is gone. */
export function widened(hidden: string, layer: number, by: number): string {
  const now = widths(hidden)
  const next = layer === now.length ? [...now, 2] : now.map((width, i) => (i === layer ? width + by : width))
  return next.filter((width) => width > 0).join() || 'none'
}

export { widths }

/** Weights and biases of the net that the knobs stand for. */
export const parametersOf = (hidden: string): number =>
  [...widths(hidden), 1].reduce((so, out) => ({ sum: so.sum + (so.inputs + 1) * out, inputs: out }), { sum: 0, inputs: 2 }).sum
