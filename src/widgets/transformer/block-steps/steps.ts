/** One block of a model, put together step by step, and how far each step is from the model's own. */
import { headSizeOf, variantOf } from '../../../core/config/variant.ts'
import { type BlockPass, type BlockWeights, expectGpt1Blocks, passBlock, readBlocks } from '../../../experiments/blocks.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

export const MOST_TOKENS = 32

/** The steps in their order, what each is called in the core, and what is done there. */
export const STEPS = [
  { key: 'input', words: 'what comes in', tensor: null },
  { key: 'qkv', words: 'queries, keys and values: x·W + b', tensor: 'attn.c_attn' },
  { key: 'heads', words: 'each head: shares times values', tensor: 'attn.out' },
  { key: 'attention', words: 'the heads mixed: o·W + b', tensor: 'attn.c_proj' },
  { key: 'sum1', words: 'residual: input + attention', tensor: 'ln_1.sum' },
  { key: 'norm1', words: 'LayerNorm', tensor: 'ln_1' },
  { key: 'inner', words: 'feed-forward, four times as wide: n·W + b', tensor: 'mlp.c_fc' },
  { key: 'bent', words: 'GELU', tensor: 'mlp.c_fc.gelu' },
  { key: 'feedForward', words: 'and back: a·W + b', tensor: 'mlp.c_proj' },
  { key: 'sum2', words: 'residual: norm + feed-forward', tensor: 'ln_2.sum' },
  { key: 'norm2', words: 'LayerNorm: what goes out', tensor: 'ln_2' },
] as const

export type StepKey = (typeof STEPS)[number]['key']

export interface Assembled {
  text: string
  tokens: string[]
  place: number
  layer: number
  heads: number
  headSize: number
  /** of LayerNorm */
  eps: number
  weights: BlockWeights
  input: Float64Array
  pass: BlockPass
  /** largest difference from the model's own numbers, over all tokens; the input is the model's */
  apart: Record<StepKey, number>
}

/** @throws a plain error where the model's blocks are built otherwise, and what `probe` throws */
export async function assemble(
  core: CoreApi,
  handle: ModelHandle,
  model: ModelSummary,
  { text, layer, place }: { text: string; layer: number; place: number },
): Promise<Assembled> {
  expectGpt1Blocks(model)
  const { config } = model
  const before = layer === 0 ? 'embed' : `h.${layer - 1}.ln_2`
  const names = STEPS.flatMap(({ tensor }) => (tensor ? [`h.${layer}.${tensor}`] : []))
  const { tokens, tensors } = await core.probe(handle, text, [before, ...names])
  if (tokens.length > MOST_TOKENS)
    throw {
      code: 'bad-text',
      message: `The text has ${tokens.length} tokens, and the figure has room for ${MOST_TOKENS}.`,
      hint: 'Use a shorter text.',
    }
  const input = Float64Array.from(tensors[0]!.data)
  const weights = (await readBlocks(core, handle, layer))[layer]!
  const pass = passBlock(config, weights, input)
  const own = new Map(names.map((name, i) => [name, tensors[i + 1]!.data]))
  const apart = Object.fromEntries(
    STEPS.map(({ key, tensor }) => {
      if (key === 'input') return [key, 0]
      const theirs = own.get(`h.${layer}.${tensor}`)!
      return [key, pass[key].reduce((worst, x, i) => Math.max(worst, Math.abs(x - theirs[i]!)), 0)]
    }),
  ) as Record<StepKey, number>
  const at = Math.min(place, tokens.length - 1)
  return {
    text,
    tokens,
    place: at,
    layer,
    heads: config.nHead,
    headSize: headSizeOf(config),
    eps: variantOf(config).normEps,
    weights,
    input,
    pass,
    apart,
  }
}

/** The chosen token's numbers at a step. */
export function rowOf({ input, pass, tokens, place }: Assembled, key: StepKey): Float64Array {
  const all = key === 'input' ? input : pass[key]
  const width = all.length / tokens.length
  return all.slice(place * width, (place + 1) * width)
}

const length = (row: Float64Array): number => Math.sqrt(row.reduce((sum, x) => sum + x * x, 0))

export function readingsOf(block: Assembled) {
  const { apart, tokens } = block
  return {
    tokens: tokens.length,
    difference: Math.max(...Object.values(apart)),
    attentionLength: length(rowOf(block, 'attention')),
    feedForwardLength: length(rowOf(block, 'feedForward')),
    streamLength: length(rowOf(block, 'input')),
  }
}
