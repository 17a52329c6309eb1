/** A vector before a LayerNorm, and what each step makes of it. */
import { GPT1_VARIANT, variantOf } from '../../../core/config.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

/** Which norm is read, on which text, at which token; counted from 0. */
export interface Asked {
  text: string
  layer: number
  norm: 'ln_1' | 'ln_2'
  place: number
}

export interface Steps {
  tokens: string[]
  /** as it was found within the text and the layers of the model */
  place: number
  layer: number
  /** [C] each */
  input: Float64Array
  centred: Float64Array
  normalized: Float64Array
  output: Float64Array
  /** [C] each, as learned */
  gain: ArrayLike<number>
  bias: ArrayLike<number>
  mean: number
  /** of the input; ε is not in it */
  deviation: number
  /** 1/√(variance + ε) */
  rstd: number
  /** what the model has, as the probe gives it: mean, rstd and the output [C] */
  model: { mean: number; rstd: number; output: Float32Array }
}

/** @throws a plain error where the model's norm is no LayerNorm after a sum, as GPT-1 has it */
export async function stepsOf(
  core: CoreApi,
  handle: ModelHandle,
  { config }: ModelSummary,
  { text, norm, layer, place: at }: Asked,
): Promise<Steps> {
  const { family = 'gpt', nEmbd: C, surgery } = config
  const variant = variantOf(config)
  const name = `h.${layer}.${norm}`
  const plain = family === 'gpt' && variant.norm === 'post' && variant.normKind === 'layer' && variant.biases && !variant.shared
  if (!plain || surgery?.norms?.includes(name) || surgery?.residuals?.length) {
    throw {
      code: 'bad-config',
      message: `This figure reads ${name} as GPT-1 has it, after a residual sum, and the open model has none there.`,
      hint: 'Open the course’s model, or train one without changes to its shape.',
    }
  }
  const { tokens, tensors } = await core.probe(handle, text, [
    `${name}.sum`,
    `${name}.mean`,
    `${name}.rstd`,
    `${name}.weight`,
    `${name}.bias`,
    name,
  ])
  const [sum, means, rstds, gain, bias, outputs] = tensors.map(({ data }) => data) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const place = Math.min(at, tokens.length - 1)
  const row = (data: Float32Array) => data.slice(place * C, (place + 1) * C)
  const input = Float64Array.from(row(sum))
  const own = { mean: means[place]!, rstd: rstds[place]!, output: row(outputs) }
  return { tokens, place, layer, ...normalize(input, gain, bias, variant.normEps), model: own }
}

/** x, gain, bias [C]: both steps of LayerNorm, and gain and bias after them (Ba et al. 2016). */
export function normalize(input: Float64Array, gain: ArrayLike<number>, bias: ArrayLike<number>, eps = GPT1_VARIANT.normEps) {
  const mean = meanOf(input)
  const centred = input.map((x) => x - mean)
  const variance = meanOf(centred.map((x) => x * x))
  const rstd = 1 / Math.sqrt(variance + eps)
  const normalized = centred.map((x) => x * rstd)
  const output = normalized.map((x, i) => x * gain[i]! + bias[i]!)
  return { input, centred, normalized, output, gain, bias, mean, deviation: Math.sqrt(variance), rstd }
}

const meanOf = (x: Float64Array): number => x.reduce((sum, value) => sum + value, 0) / x.length

export function readingsOf({ normalized, output, mean, deviation, model }: Steps) {
  const normalizedMean = meanOf(normalized)
  return {
    mean,
    deviation,
    normalizedMean,
    normalizedDeviation: Math.sqrt(meanOf(normalized.map((x) => (x - normalizedMean) ** 2))),
    difference: Math.max(...output.map((x, i) => Math.abs(x - model.output[i]!))),
  }
}
