/** The net that the knobs stand for. */
import type { NetSpec } from '../../../worker/protocol.ts'

export const DEFAULTS = { filters: 8, examples: 1500, steps: 200, seed: 1 }

export const specOf = (params: Partial<typeof DEFAULTS>): Extract<NetSpec, { kind: 'cnn' }> => ({
  kind: 'cnn',
  learningRate: 0.01,
  ...DEFAULTS,
  ...params,
})

/** Weights and biases: filters of 25 with a bias each, then ten scores from 8 × 8 places of each, or from 784 pixels. */
export const parametersOf = (filters: number): number => (filters > 0 ? 26 * filters + 64 * filters * 10 + 10 : 784 * 10 + 10)
