/** A vector before a LayerNorm, and what each step makes of it. */
import { GPT1_VARIANT, variantOf } from '../../../core/config.ts'
import { familyOf } from '../../../core/config/variant.ts'
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
  /** the tensor that the norm reads */
  from: string
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

/**
 * The name of the tensor that a norm reads. GPT-1's norms stand after a residual sum, GPT-2's before attention and feed-forward.
 * @throws a plain error where there is no LayerNorm with a gain and a bias under that name
 */
function inputOf({ config }: ModelSummary, layer: number, norm: Asked['norm']): string {
  const { norm: order, normKind, biases } = variantOf(config)
  const { norms, residuals = [] } = config.surgery ?? {}
  const name = `h.${layer}.${norm}`
  if (familyOf(config) !== 'gpt' || normKind !== 'layer' || !biases || norms?.includes(name))
    throw {
      code: 'bad-config',
      message: `This figure takes a LayerNorm with gain and bias apart, and the open model has none that is called ${name}.`,
      hint: 'Open a GPT with LayerNorms, such as the course’s model.',
    }
  const branch = norm === 'ln_1' ? 'attn' : 'mlp'
  if (order === 'post') return residuals.includes(`h.${layer}.${branch}`) ? `h.${layer}.${branch}.c_proj` : `${name}.sum`
  const stream = (block: number, sub: 'attn' | 'mlp'): string =>
    residuals.includes(`h.${block}.${sub}`) ? `h.${block}.${sub}.c_proj` : `h.${block}.${sub}.sum`
  return norm === 'ln_2' ? stream(layer, 'attn') : layer === 0 ? 'embed' : stream(layer - 1, 'mlp')
}

/** @throws as `inputOf` */
export async function stepsOf(
  core: Pick<CoreApi, 'probe'>,
  handle: ModelHandle,
  model: ModelSummary,
  { text, norm, layer, place: at }: Asked,
): Promise<Steps> {
  const name = `h.${layer}.${norm}`
  const C = model.config.nEmbd
  // Layers that share their weights have them under the first one's name.
  const learned = variantOf(model.config).shared ? `h.0.${norm}` : name
  const from = inputOf(model, layer, norm)
  const { tokens, tensors } = await core.probe(handle, text, [
    from,
    `${name}.mean`,
    `${name}.rstd`,
    `${learned}.weight`,
    `${learned}.bias`,
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
  return { tokens, from, place, layer, ...normalize(input, gain, bias, variantOf(model.config).normEps), model: own }
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
