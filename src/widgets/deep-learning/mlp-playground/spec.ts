/** The net that the playground's parameters stand for: the same in a lesson, in a challenge and in its measurement. */
import type { PointsSpec } from '../../../core/data/points.ts'
import type { NetSpec } from '../../../worker/protocol.ts'
import type { MlpParams } from './meta.ts'

export type Mlp = Extract<NetSpec, { kind: 'mlp' }>

export const DEFAULTS: Required<MlpParams> = {
  data: 'circles',
  noise: 0.06,
  hidden: '4',
  activation: 'tanh',
  rate: 0.05,
  steps: 300,
  seed: 1,
}

export const complete = (params: MlpParams): Required<MlpParams> => ({
  ...DEFAULTS,
  ...Object.fromEntries(Object.entries(params).filter(([name, value]) => name in DEFAULTS && value !== undefined)),
})

const widths = (hidden: string): number[] => (hidden === 'none' ? [] : hidden.split(',').map(Number))

export const dataOf = ({ data, noise }: Required<MlpParams>): PointsSpec => ({ set: data, count: 240, noise, seed: 7 })

export function specOf(params: MlpParams): Mlp {
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
