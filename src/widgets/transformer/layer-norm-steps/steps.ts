/** A vector before a LayerNorm or an RMSNorm, and what each step makes of it. */
import { GPT1_VARIANT, type Variant, variantOf } from '../../../core/config.ts'
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
  /** LayerNorm, or RMSNorm, which leaves the mean where it is (Zhang and Sennrich 2019) */
  kind: Variant['normKind']
  /** [C] each; `centred` is the input where the mean stays */
  input: Float64Array
  centred: Float64Array
  normalized: Float64Array
  output: Float64Array
  /** [C] each, as learned; null where the model has no bias */
  gain: ArrayLike<number>
  bias: ArrayLike<number> | null
  /** what is taken away: the input's mean, or 0 */
  mean: number
  /** root of the mean square of `centred`; ε is not in it */
  deviation: number
  /** 1/√(deviation² + ε) */
  rstd: number
  /** what the model has, as the probe gives it: mean, rstd and the output [C] */
  model: { mean: number; rstd: number; output: Float32Array }
}

/**
 * The name of the tensor that a norm reads. GPT-1's norms stand after a residual sum, GPT-2's before attention and feed-forward.
 * @throws a plain error where there is no norm of that name
 */
function inputOf({ config }: ModelSummary, layer: number, norm: Asked['norm']): string {
  const { norm: order } = variantOf(config)
  const { norms, residuals = [] } = config.surgery ?? {}
  const name = `h.${layer}.${norm}`
  if (familyOf(config) !== 'gpt' || norms?.includes(name))
    throw {
      code: 'bad-config',
      message: `This figure takes a norm apart, and the open model has none that is called ${name}.`,
      hint: familyOf(config) === 'gpt' ? 'Choose another one.' : 'Open a GPT, such as the course’s model.',
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
  const { shared, normKind: kind, biases, normEps } = variantOf(model.config)
  // Layers that share their weights have them under the first one's name.
  const learned = shared ? `h.0.${norm}` : name
  const from = inputOf(model, layer, norm)
  const withBias = biases && kind === 'layer'
  const read = [from, `${name}.mean`, `${name}.rstd`, name, `${learned}.weight`, ...(withBias ? [`${learned}.bias`] : [])]
  const { tokens, tensors } = await core.probe(handle, text, read)
  const [sum, means, rstds, outputs, gain, bias = null] = tensors.map(({ data }) => data) as Read
  const place = Math.min(at, tokens.length - 1)
  const row = (data: Float32Array) => data.slice(place * C, (place + 1) * C)
  const input = Float64Array.from(row(sum))
  const own = { mean: means[place]!, rstd: rstds[place]!, output: row(outputs) }
  return { tokens, from, place, layer, ...normalize(input, gain, bias, normEps, kind), model: own }
}

type Read = [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array?]

/** x, gain, bias [C]: the steps of LayerNorm (Ba et al. 2016), or of RMSNorm, which takes no mean away, with gain and bias after them. */
export function normalize(
  input: Float64Array,
  gain: ArrayLike<number>,
  bias: ArrayLike<number> | null,
  eps = GPT1_VARIANT.normEps,
  kind: Variant['normKind'] = 'layer',
) {
  const mean = kind === 'layer' ? meanOf(input) : 0
  const centred = input.map((x) => x - mean)
  const variance = meanOf(centred.map((x) => x * x))
  const rstd = 1 / Math.sqrt(variance + eps)
  const normalized = centred.map((x) => x * rstd)
  const output = normalized.map((x, i) => x * gain[i]! + (bias ? bias[i]! : 0))
  return { kind, input, centred, normalized, output, gain, bias, mean, deviation: Math.sqrt(variance), rstd }
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
