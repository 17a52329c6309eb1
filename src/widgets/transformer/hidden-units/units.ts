/** Pre-activations and outputs of one feed-forward layer over a text, and its units in order of strength. */
import { innerWidth, variantOf } from '../../../core/config/variant.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

/** An output above this counts as firing. */
export const FIRING = 0.5

export interface Units {
  /** as it was probed */
  text: string
  tokens: string[]
  layer: number
  /** hidden units */
  width: number
  /** [T,width] */
  before: Float32Array
  activation: 'gelu' | 'relu'
  /** [T,width], after the bend */
  after: Float32Array
  /** units by their largest output, strongest first */
  order: { unit: number; strongest: number }[]
  /** of all parameters */
  share: number
}

/** @throws a plain error where the model has no feed-forward layer with GELU or ReLU */
export async function unitsOf(
  core: CoreApi,
  handle: ModelHandle,
  { config, parameters }: ModelSummary,
  text: string,
  wanted: number,
): Promise<Units> {
  const { family = 'gpt', nLayer } = config
  const { activation } = variantOf(config)
  if (family !== 'gpt' || (activation !== 'gelu' && activation !== 'relu')) {
    throw {
      code: 'bad-config',
      message: 'This figure reads the hidden units of a GPT with GPT-1’s GELU or ReLU, and the open model has none.',
      hint: 'Open the course’s model, or train one without changes to its shape.',
    }
  }
  const layer = Math.min(wanted, nLayer - 1)
  const name = `h.${layer}.mlp.c_fc`
  const { tokens, tensors } = await core.probe(handle, text, [name, `${name}.${activation}`])
  const [before, after] = tensors.map(({ data }) => data) as [Float32Array, Float32Array]
  const width = innerWidth(config)
  const strongest = new Float32Array(width).fill(Number.NEGATIVE_INFINITY)
  after.forEach((value, i) => {
    strongest[i % width] = Math.max(strongest[i % width]!, value)
  })
  const order = Array.from(strongest, (value, unit) => ({ unit, strongest: value })).sort((a, b) => b.strongest - a.strongest)
  return { text, tokens, layer, width, before, activation, after, order, share: feedForwardCount(config) / parameters }
}

/** Numbers in all feed-forward layers: two matrices and their biases in each. A model without them is smaller by that. */
export function feedForwardCount(config: ModelSummary['config']): number {
  const { layers, matrices, biases } = feedForwardParts(config)
  return layers * (matrices + biases)
}

/** How many layers have weights of their own, and the numbers in each. */
export function feedForwardParts(config: ModelSummary['config']): { layers: number; matrices: number; biases: number } {
  const { biases, shared } = variantOf(config)
  const [C, inner] = [config.nEmbd, innerWidth(config)]
  return { layers: shared ? 1 : config.nLayer, matrices: 2 * C * inner, biases: biases ? inner + C : 0 }
}

export const unitAt = ({ order }: Units, rank: number) => order[Math.min(rank, order.length - 1)]!

/** The unit's output at every token, [T]. */
export const outputsOf = ({ tokens, after, width }: Units, unit: number): number[] => tokens.map((_, t) => after[t * width + unit]!)

export const meanOf = (values: Float32Array): number => values.reduce((sum, x) => sum + x, 0) / values.length

/** Root of the mean square distance from the mean. */
export function deviationOf(values: Float32Array): number {
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length)
}

export function readingsOf(units: Units, { rank }: { rank: number }) {
  const { before, after, width, share } = units
  const shareOf = (values: Float32Array, holds: (x: number) => boolean) =>
    values.reduce((count, x) => count + (holds(x) ? 1 : 0), 0) / values.length
  return {
    units: width,
    below: shareOf(before, (x) => x < 0),
    deviation: deviationOf(before),
    firing: shareOf(after, (x) => x > FIRING),
    strongest: unitAt(units, rank).strongest,
    share,
  }
}
