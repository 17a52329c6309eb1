/** A head of a model, read by `probe`, and every step of it computed again. */
import type { ModelConfig } from '../../../core/config.ts'
import { familyOf, headSizeOf, kvHeads, variantOf } from '../../../core/config/variant.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'
import { type Head, headOf, type Row, rowOf } from './compute.ts'

export const MOST_TOKENS = 24

/** Which head is read on which text, and the token that reads, all counted from 0. */
export interface Asked {
  text: string
  layer: number
  head: number
  token: number
}

export interface Steps {
  /** as it was read; gradients are asked for on the same */
  text: string
  tokens: string[]
  layer: number
  headIndex: number
  /** the token that reads */
  token: number
  /** the tensor that queries, keys and values were read from, [1,T,3C] */
  source: string
  head: Head
  /** 1/√d, or 1 where the division was cut out */
  scale: number
  /** one for each token */
  rows: Row[]
  /** numbers of all heads side by side, nHead·d */
  C: number
  nHead: number
  /** what the model itself computed: probs [1,H,T,T], out [1,T,C] */
  model: { probs: Float32Array; out: Float32Array }
}

/** @throws 'bad-config' for a model without attention, 'bad-text' for a text of too many tokens, and what `probe` throws */
export async function stepsOf(
  core: Pick<CoreApi, 'probe'>,
  handle: ModelHandle,
  { config }: Pick<ModelSummary, 'config'>,
  { text, layer, head: headIndex, token }: Asked,
): Promise<Steps> {
  if (familyOf(config) !== 'gpt') {
    throw {
      code: 'bad-config',
      message: 'This figure reads a head of attention, and the open model has none.',
      hint: 'Open the course’s model, or train a GPT.',
    }
  }
  const { nHead, surgery = {} } = config
  const d = headSizeOf(config)
  const C = nHead * d
  const name = `h.${layer}.attn`
  const source = `${name}.${lastBeforeAttention(config, layer)}`
  const { tokens, tensors } = await core.probe(handle, text, [source, `${name}.probs`, `${name}.out`])
  const T = tokens.length
  if (T > MOST_TOKENS)
    throw {
      code: 'bad-text',
      message: `The text has ${T} tokens, and the figure has room for ${MOST_TOKENS}.`,
      hint: 'Use a shorter text.',
    }
  const [qkv, probs, out] = tensors.map(({ data }) => data) as [Float32Array, Float32Array, Float32Array]
  const head = headOf(qkv, { T, C, d, head: headIndex })
  const scale = surgery.noScale ? 1 : 1 / Math.sqrt(d)
  const rows = tokens.map((_, t) => rowOf(head, t, scale, !surgery.noMask))
  return { text, tokens, layer, headIndex, token: Math.min(token, T - 1), source, head, scale, rows, C, nHead, model: { probs, out } }
}

/** Queries, keys and values as attention gets them: variants turn or repeat what c_attn wrote, and surgery silences a part. */
function lastBeforeAttention(config: ModelConfig, layer: number): string {
  const { heads = [], noPositions } = config.surgery ?? {}
  if (heads.some((cut) => cut.layer === layer)) return 'cut'
  if (kvHeads(config) < config.nHead) return 'repeated'
  return variantOf(config).positions === 'rotary' && !noPositions ? 'rotary' : 'c_attn'
}

export function readingsOf({ tokens, token, rows, headIndex, head: { d }, C, model }: Steps) {
  const T = tokens.length
  const { shares } = rows[token]!
  const own = (t: number, j: number): number => model.probs[(headIndex * T + t) * T + j]!
  const differences = rows.flatMap((row, t) => row.shares.map((share, j) => Math.abs(share - own(t, j))))
  const outDifferences = rows.flatMap((row, t) => row.out.map((value, i) => Math.abs(value - model.out[t * C + headIndex * d + i]!)))
  return {
    tokens: T,
    sharpest: Math.max(...shares),
    earlier: Math.max(0, ...shares.slice(0, token)),
    looksBack: shares.reduce((sum, share, j) => sum + share * (token - j), 0),
    difference: Math.max(...differences),
    outDifference: Math.max(...outDifferences),
  }
}
