/** What the core calls the tensors that a map of a GPT draws, for every variant and every cut. */
import type { ModelConfig } from '../../core/config.ts'
import { headSizeOf, innerWidth, kvHeads, variantOf } from '../../core/config/variant.ts'

export interface BlockNames {
  /** the stream before the block, between its halves, and after it */
  before: string
  between: string
  after: string
  /** queries, keys and values side by side, as the scores are made of them */
  qkv: string
  /** [1,H,T,T] */
  shares: string
  mix: string
  attention: string
  inner: string
  bent: string
  feedForward: string
  weights: { attn: string; attnOut: string; inner: string; out: string }
}

/** Numbers of a row: of queries, of keys (values have as many), of the feed-forward layer before and after its bend. */
export interface Widths {
  C: number
  query: number
  key: number
  inner: number
  bent: number
  headSize: number
}

export function widthsOf(config: ModelConfig): Widths {
  const headSize = headSizeOf(config)
  const bent = innerWidth(config)
  const gated = variantOf(config).activation === 'swiglu'
  return {
    C: config.nEmbd,
    query: config.nHead * headSize,
    key: kvHeads(config) * headSize,
    inner: gated ? 2 * bent : bent,
    bent,
    headSize,
  }
}

/** What stands on the stem after a sub-layer: a norm, a sum, or the branch itself where the rest was cut out. */
function streamAfter(config: ModelConfig, layer: number, sub: 'attn' | 'mlp'): string {
  const pre = variantOf(config).norm === 'pre'
  const ln = `h.${layer}.${sub === 'attn' ? 'ln_1' : 'ln_2'}`
  const { norms = [], residuals = [] } = config.surgery ?? {}
  const alone = residuals.includes(`h.${layer}.${sub}`)
  const branch = `h.${layer}.${sub}.c_proj`
  if (pre) return alone ? branch : `h.${layer}.${sub}.sum`
  if (!norms.includes(ln)) return ln
  return alone ? branch : `${ln}.sum`
}

export function blockNames(config: ModelConfig, layer: number): BlockNames {
  const { positions, activation, shared, nKvHead } = variantOf(config)
  const h = `h.${layer}`
  const own = shared ? 'h.0' : h
  const { surgery = {} } = config
  const cut = surgery.heads?.some((each) => each.layer === layer)
  const repeated = nKvHead !== null && nKvHead < config.nHead
  const turned = positions === 'rotary' && !surgery.noPositions
  return {
    before: layer === 0 ? 'embed' : streamAfter(config, layer - 1, 'mlp'),
    between: streamAfter(config, layer, 'attn'),
    after: streamAfter(config, layer, 'mlp'),
    qkv: cut ? `${h}.attn.cut` : repeated ? `${h}.attn.repeated` : turned ? `${h}.attn.rotary` : `${h}.attn.c_attn`,
    shares: `${h}.attn.probs`,
    mix: `${h}.attn.out`,
    attention: `${h}.attn.c_proj`,
    inner: `${h}.mlp.c_fc`,
    bent: `${h}.mlp.c_fc.${activation}`,
    feedForward: `${h}.mlp.c_proj`,
    weights: {
      attn: `${own}.attn.c_attn.weight`,
      attnOut: `${own}.attn.c_proj.weight`,
      inner: `${own}.mlp.c_fc.weight`,
      out: `${own}.mlp.c_proj.weight`,
    },
  }
}

/** Of queries, keys and values as the scores are made of them: keys that heads share are repeated, so all are as wide. */
export const qkvColumns = ({ query }: Widths, which: 0 | 1 | 2): readonly [number, number] => [which * query, (which + 1) * query]

/** The norm before the logits of a pre-norm model, or what stands on the stem where there is none. */
export function topName(config: ModelConfig): string {
  const last = streamAfter(config, config.nLayer - 1, 'mlp')
  return variantOf(config).norm === 'pre' && !config.surgery?.norms?.includes('ln_f') ? 'ln_f' : last
}

export const hasNorm = (config: ModelConfig, name: string): boolean => !config.surgery?.norms?.includes(name)

/** The table of positions, where it is learned. */
export const learnsPositions = (config: ModelConfig): boolean => variantOf(config).positions === 'learned' && !config.surgery?.noPositions

/** What the map calls the shares of the next token, which the page makes of the logits. */
export const PROBABILITIES = 'probabilities'
/** Rows of the two tables that are read for the text: token and position, before they are added. */
export const TOKEN_ROWS = 'token rows'
export const POSITION_ROWS = 'position rows'
export const TOKENS = 'tokens_embed.weight'
export const POSITIONS = 'positions_embed.weight'
export const HEAD = 'lm_head.weight'
