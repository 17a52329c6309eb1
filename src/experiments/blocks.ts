/** Blocks as GPT-1 has them, in the reference's plain loops: every tensor of a pass over vectors that a figure has made itself. */
import type { ModelConfig } from '../core/config.ts'
import { familyOf, headSizeOf, variantOf } from '../core/config/variant.ts'
import { addLayerNorm } from '../core/ops/add-layer-norm/reference.ts'
import { attention } from '../core/ops/attention/reference.ts'
import { gelu, linear } from '../core/ops/linear/reference.ts'
import type { CoreApi, ModelHandle } from '../worker/protocol.ts'

interface Affine {
  weight: Float64Array
  bias: Float64Array
}

/** What one block has learned, by its place in Hugging Face's names. */
export type BlockWeights = Record<(typeof PARTS)[number], Affine>

const PARTS = ['attn.c_attn', 'attn.c_proj', 'ln_1', 'mlp.c_fc', 'mlp.c_proj', 'ln_2'] as const

/** One block over T tokens; each tensor has T rows. */
export interface BlockPass {
  /** queries, keys and values of all heads, side by side [T,3·H·D] */
  qkv: Float64Array
  /** [H,T,T] */
  shares: Float64Array
  /** the heads' outputs side by side [T,H·D], and mixed [T,C] */
  heads: Float64Array
  attention: Float64Array
  /** the residual sum and its LayerNorm [T,C] */
  sum1: Float64Array
  norm1: Float64Array
  /** before GELU and after it [T,4C], and what the second matrix makes of it [T,C] */
  inner: Float64Array
  bent: Float64Array
  feedForward: Float64Array
  sum2: Float64Array
  /** what the block gives out [T,C] */
  norm2: Float64Array<ArrayBuffer>
}

/** @throws a plain error where the model's blocks are built otherwise */
export function expectGpt1Blocks({ config }: { config: ModelConfig }): void {
  const { norm, normKind, activation, shared, nKvHead, biases, positions } = variantOf(config)
  const { heads, residuals, norms, noMask, noScale } = config.surgery ?? {}
  const cut = [heads, residuals, norms].some((parts) => (parts?.length ?? 0) > 0) || noMask || noScale
  const built = norm === 'post' && normKind === 'layer' && activation === 'gelu' && !shared && nKvHead === null && biases
  if (familyOf(config) === 'gpt' && built && positions !== 'rotary' && !cut) return
  throw {
    code: 'bad-config',
    message: 'This figure computes blocks that are built like GPT-1’s, and those of the open model are built otherwise.',
    hint: 'Open the course’s model, or train one without changes to its shape.',
  }
}

/** The weights of layers 0 to `last`. */
export async function readBlocks(core: CoreApi, handle: ModelHandle, last: number): Promise<BlockWeights[]> {
  const names = Array.from({ length: last + 1 }, (_, layer) =>
    PARTS.flatMap((part) => [`h.${layer}.${part}.weight`, `h.${layer}.${part}.bias`]),
  ).flat()
  const read = (await core.weights(handle, names)).map(({ data }) => new Float64Array(data))
  return Array.from({ length: last + 1 }, (_, layer) => {
    const at = (part: number): Affine => {
      const first = 2 * (layer * PARTS.length + part)
      return { weight: read[first]!, bias: read[first + 1]! }
    }
    return Object.fromEntries(PARTS.map((part, i) => [part, at(i)])) as BlockWeights
  })
}

/** What the heads of a block make of x [T,C], side by side, before they are mixed. */
function attendIn(config: ModelConfig, w: BlockWeights, x: Float64Array): Pick<BlockPass, 'qkv' | 'shares' | 'heads'> {
  const { nHead: heads, nEmbd: C } = config
  const headSize = headSizeOf(config)
  const T = x.length / C
  const qkv = linear(x, w['attn.c_attn'].weight, w['attn.c_attn'].bias, T, 3 * heads * headSize, C, false)
  const sizes = { batch: 1, time: T, heads, headSize, scale: 1 / Math.sqrt(headSize), dropout: 0, key: 0, causal: true }
  const { out, probs } = attention(qkv, sizes)
  return { qkv, shares: probs, heads: out }
}

/** x [T,C] → one block, as `core/model/gpt.ts` has it, without dropout. */
export function passBlock(config: ModelConfig, w: BlockWeights, x: Float64Array): BlockPass {
  const { nEmbd: C } = config
  const T = x.length / C
  const layer = (part: keyof BlockWeights, input: Float64Array, out: number): Float64Array =>
    linear(input, w[part].weight, w[part].bias, T, out, input.length / T, false)
  const norm = (part: 'ln_1' | 'ln_2', a: Float64Array, b: Float64Array) =>
    addLayerNorm(a, b, w[part].weight, w[part].bias, { rows: T, width: C, eps: variantOf(config).normEps, dropout: 0, key: 0 })

  const attended = attendIn(config, w, x)
  const mixed = layer('attn.c_proj', attended.heads, C)
  const first = norm('ln_1', x, mixed)
  const inner = layer('mlp.c_fc', first.y, 4 * C)
  const bent = inner.map(gelu)
  const feedForward = layer('mlp.c_proj', bent, C)
  const second = norm('ln_2', first.y, feedForward)
  return {
    ...attended,
    attention: mixed,
    sum1: first.sum,
    norm1: first.y,
    inner,
    bent,
    feedForward,
    sum2: second.sum,
    norm2: second.y,
  }
}
