/** What words of a lesson can light in a map, and the word that a part of the map lights. */
import { around, type Box, type Scene } from './scene.ts'

interface Handle {
  /** under a small map, where no word has room */
  said: string
  boxes(scene: Scene): Box[]
}

const parts =
  (pattern: RegExp, otherwise?: RegExp) =>
  ({ parts: all }: Scene): Box[] => {
    const found = all.filter(({ id }) => pattern.test(id))
    // Where a map is too narrow for tables, the rows that were read of them stand for them.
    const shown = found.length > 0 || !otherwise ? found : all.filter(({ id }) => otherwise.test(id))
    return shown.map(({ box }) => box)
  }

/** One box a block around all its parts of one half. */
const halves =
  (half: 'attn' | 'mlp') =>
  (scene: Scene): Box[] => {
    const own = scene.parts.filter(({ id }) => id.includes(`.${half}.`))
    const blocks = new Set(own.map(({ id }) => id.slice(0, id.indexOf(`.${half}.`) + half.length + 2)))
    return [...blocks].map((block) => around(own.filter(({ id }) => id.startsWith(block)).map(({ box }) => box)))
  }

const STEM = /\.(before|between|after)$|^top$/

/** By the names that `figure:` links have: a concept's colour, and after a slash what of it. */
export const HANDLES = {
  token: { said: 'the token table, and its rows for the text', boxes: parts(/^(token|wte|wte again|lm_head|table)$/) },
  'token/table': { said: 'the token table', boxes: parts(/^(wte|table)$/, /^token$/) },
  'token/output': { said: 'the table at the output', boxes: parts(/^(wte again|lm_head)$/, /^logits$/) },
  position: { said: 'the position table, and its rows for the text', boxes: parts(/^(position|wpe)$/) },
  'position/table': { said: 'the position table', boxes: parts(/^wpe$/, /^position$/) },
  residual: {
    said: 'the residual stream',
    boxes: (scene) => {
      const strips = parts(STEM)(scene)
      return strips.length > 0 ? [around(strips)] : []
    },
  },
  'residual/attention': { said: 'attention, in every block', boxes: halves('attn') },
  'residual/feed-forward': { said: 'the feed-forward layer, in every block', boxes: halves('mlp') },
  'residual/hidden': { said: 'the hidden layer before and after its bend', boxes: parts(/\.mlp\.(inner|bent)$/) },
  'residual/sum': {
    said: 'sums: what a branch brings back is added',
    boxes: ({ marks }) => marks.flatMap((mark) => (mark.kind === 'plus' ? [boxOfDot(mark)] : [])),
  },
  'residual/matrices': {
    said: 'the four matrices of every block',
    boxes: parts(/\.(c_attn|c_fc|c_proj)$/, /\.(attn\.(query|key|value)|mlp\.inner|between|after)$|^top$/),
  },
  'residual/top': { said: 'what the last block gives out', boxes: parts(/^top$/, /\.after$/) },
  'residual/norm': {
    said: 'LayerNorm',
    boxes: ({ marks }) => marks.flatMap((mark) => (mark.kind === 'rail' ? [mark.box] : [])),
  },
  'residual/logits': { said: 'logits', boxes: parts(/^logits$/) },
  query: { said: 'queries, in every block', boxes: parts(/\.attn\.query$/) },
  key: { said: 'keys, in every block', boxes: parts(/\.attn\.key$/) },
  value: { said: 'values, in every block', boxes: parts(/\.attn\.value$/) },
  'value/mix': { said: 'the mix of values, in every block', boxes: parts(/\.attn\.mix$/) },
  probability: { said: 'shares of the heads, and of the next token', boxes: parts(/\.head\.\d+$|^probabilities$/) },
  'probability/heads': { said: 'the heads, in every block', boxes: parts(/\.head\.\d+$/) },
  'probability/guesses': { said: 'probabilities of the next token', boxes: parts(/^probabilities$/) },
} as const satisfies Readonly<Record<string, Handle>>

const boxOfDot = ({ x, y, r }: { x: number; y: number; r: number }): Box => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r })

export type HandleName = keyof typeof HANDLES
export const HANDLE_NAMES = Object.keys(HANDLES) as HandleName[]

/** null: what is lit belongs to another figure. */
export const handleNamed = (name: string | null): Handle | null => (name && name in HANDLES ? HANDLES[name as HandleName] : null)

const OF_PARTS: readonly [RegExp, HandleName][] = [
  [/^(token|wte|table)$/, 'token'],
  [/^(wte again|lm_head)$/, 'token/output'],
  [/^(position|wpe)$/, 'position'],
  [/^logits$/, 'residual/logits'],
  [/^probabilities$/, 'probability/guesses'],
  [STEM, 'residual'],
  [/\.head\.\d+$/, 'probability/heads'],
  [/\.query$/, 'query'],
  [/\.key$/, 'key'],
  [/\.value$/, 'value'],
  [/\.mix$/, 'value/mix'],
  [/\.attn\./, 'residual/attention'],
  [/\.mlp\.(inner|bent)$/, 'residual/hidden'],
  [/\.mlp\./, 'residual/feed-forward'],
]

/** The word that a part lights while it is pointed at. */
export const handleOf = (part: string): HandleName | null => OF_PARTS.find(([pattern]) => pattern.test(part))?.[1] ?? null
