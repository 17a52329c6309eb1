/** What one number of the map is: its equation with live values, and the weight that moves it. */
import type { ModelConfig } from '../../core/config.ts'
import { headSizeOf, variantOf } from '../../core/config/variant.ts'
import type { Numbers } from '../../figures/map/data.ts'
import { blockNames, hasNorm } from '../../figures/map/names.ts'
import type { Cell } from '../../figures/map/pointed.ts'
import type { Scene, TensorItem } from '../../figures/map/scene.ts'
import { fixed, int, share, visible } from '../../ui/format.ts'

/** A line of the card: what it is, and its digits. */
export type Line = readonly [string, string]

export interface Explained {
  title: string
  place: string
  formula: string
  lines: readonly Line[]
  /** a parameter that moves this number: itself, or the bias that is added into it */
  moves: { name: string; index: number; said: string } | null
  /** the gradient that the core keeps of it, and where in it; shares' own follows from two others */
  gradient: { name: string; index: number } | { share: { layer: number; head: number } } | null
}

export interface CellOf {
  config: ModelConfig
  scene: Scene
  cell: Cell
  tokens: readonly string[]
  activations: ReadonlyMap<string, Numbers>
  weights: ReadonlyMap<string, Numbers>
}

const at = (numbers: Numbers | undefined, row: number, column: number): number => numbers?.data[row * numbers.width + column] ?? Number.NaN

/** null where the number is not there: a part without cells, or a pooled weight. */
export function explainCell(of: CellOf): Explained | null {
  const { scene, cell } = of
  const item = scene.tensors.find(
    ({ part, columns, rows }) =>
      part === cell.part && cell.row >= rows[0] && cell.row < rows[1] && cell.column >= columns[0] && cell.column < columns[1],
  )
  if (!item) return null
  if (item.kind === 'shares') return explainShare(of, item)
  return item.kind === 'weight' ? explainWeight(of, item) : explainActivation(of, item)
}

function explainWeight({ weights, cell: { row, column } }: CellOf, { name }: TensorItem): Explained | null {
  const numbers = weights.get(name)
  const width = numbers?.of?.columns ?? 0
  if (!numbers || numbers.width !== width) return null
  const index = row * width + column
  return {
    title: name,
    place: `row ${int(row)}, column ${int(column)}`,
    formula: 'learned: no other number of the model makes it',
    lines: [['value', fixed(at(numbers, row, column), 4)]],
    moves: { name, index, said: 'this weight' },
    gradient: { name, index },
  }
}

/** q·k, divided by √D, as a share of all that the letter may read. */
function explainShare({ config, activations, tokens, cell: { row, column } }: CellOf, { name, rows }: TensorItem): Explained | null {
  const layer = Number(name.split('.')[1])
  const T = tokens.length
  const [i, j] = [row - rows[0], column]
  if (j > i) return null
  const head = rows[0] / T
  const D = headSizeOf(config)
  const qkv = activations.get(blockNames(config, layer).qkv)!
  const score = (k: number) => {
    let dot = 0
    for (let c = 0; c < D; c++) dot += at(qkv, i, head * D + c) * at(qkv, k, config.nHead * D + head * D + c)
    return dot
  }
  const scale = config.surgery?.noScale ? 1 : 1 / Math.sqrt(D)
  const scores = Array.from({ length: i + 1 }, (_, k) => score(k) * scale)
  // As the softmax has it: the largest is taken away first, which changes no share.
  const most = Math.max(...scores)
  const sum = scores.reduce((all, s) => all + Math.exp(s - most), 0)
  const own = Math.exp(scores[j]! - most)
  let heaviest = 0
  const term = (c: number) => Math.abs(at(qkv, j, config.nHead * D + head * D + c))
  for (let c = 1; c < D; c++) if (term(c) > term(heaviest)) heaviest = c
  const plain = variantOf(config).biases && blockNames(config, layer).qkv.endsWith('c_attn')
  return {
    title: `${visible(tokens[i]!)} reads ${visible(tokens[j]!)}`,
    place: `letter ${i} reads letter ${j}`,
    formula: `α = exp(q·k / √${D}) / Σ`,
    lines: [
      ['q·k', fixed(score(j), 2)],
      [`÷ √${D}`, fixed(scores[j]!, 3)],
      [`exp, less the largest (${fixed(most, 2)})`, fixed(own, 3)],
      [`÷ Σ of ${i + 1}`, fixed(sum, 3)],
      ['share', share(own / sum)],
    ],
    moves: plain ? { name: `h.${layer}.attn.c_attn.bias`, index: head * D + heaviest, said: `q’s number ${heaviest}, by its bias` } : null,
    gradient: { share: { layer, head } },
  }
}

const BIASES: Readonly<Record<string, string>> = {
  query: 'attn.c_attn',
  key: 'attn.c_attn',
  value: 'attn.c_attn',
  inner: 'mlp.c_fc',
  bent: 'mlp.c_fc',
}

function explainActivation(of: CellOf, { name, part }: TensorItem): Explained | null {
  const { config, activations, tokens, cell } = of
  const { row, column } = cell
  const numbers = activations.get(name)
  if (!numbers) return null
  const value = at(numbers, row, column)
  const last = part.split('.').at(-1)!
  const layer = Number(/^h\.(\d+)/.exec(part)?.[1] ?? Number.NaN)
  const { formula, lines } = equationOf(of, part, last, layer)
  const norm = /^h\.\d+\.ln_[12]$/.test(name) || name === 'ln_f' ? name : null
  const bias = BIASES[last] && blockNames(config, layer).qkv.endsWith('c_attn') ? `h.${layer}.${BIASES[last]}` : norm
  const own = variantOf(config).shared ? bias?.replace(/^h\.\d+/, 'h.0') : bias
  return {
    title: name,
    place: `letter ${row}, ${visible(tokens[row] ?? '')}; number ${int(column)}`,
    formula,
    lines: [...lines, ['value', fixed(value, 4)]],
    moves: own && variantOf(config).biases ? { name: `${own}.bias`, index: column, said: 'the bias that is added to it' } : null,
    gradient: name.includes(' ') ? null : { name, index: row * numbers.width + column },
  }
}

function equationOf(
  { config, activations, tokens, cell: { row, column } }: CellOf,
  part: string,
  last: string,
  layer: number,
): { formula: string; lines: readonly Line[] } {
  const { activation, norm } = variantOf(config)
  switch (last) {
    case 'query':
    case 'key':
    case 'value':
      return { formula: `x·W + b, a product of ${config.nEmbd} numbers`, lines: [] }
    case 'inner':
      return { formula: `x′·W + b, a product of ${config.nEmbd} numbers`, lines: [] }
    case 'bent': {
      if (activation === 'swiglu') return { formula: 'silu(a)·b of two hidden numbers', lines: [] }
      return {
        formula: activation === 'relu' ? 'ReLU(z)' : 'GELU(z)',
        lines: [['z', fixed(at(activations.get(blockNames(config, layer).inner), row, column), 4)]],
      }
    }
    case 'mix': {
      const D = headSizeOf(config)
      const head = Math.floor(column / D)
      const names = blockNames(config, layer)
      const terms = Array.from({ length: row + 1 }, (_, j) => ({
        j,
        a: at(activations.get(names.shares), head * tokens.length + row, j),
        v: at(activations.get(names.qkv), j, 2 * config.nHead * D + column),
      })).sort((a, b) => Math.abs(b.a * b.v) - Math.abs(a.a * a.v))
      const lines = terms
        .slice(0, 3)
        .map(({ j, a, v }): Line => [`${share(a)} · ${fixed(v, 3)}, of ${visible(tokens[j]!)}`, fixed(a * v, 4)])
      return { formula: `Σ α·v in head ${head}, the heaviest first`, lines }
    }
    case 'token':
      return { formula: `row “${visible(tokens[row] ?? '')}” of the token table`, lines: [] }
    case 'position':
      return { formula: `row ${row} of the position table`, lines: [] }
    case 'logits':
      return { formula: 'x·wₜ: the stream’s vector with the token’s row', lines: [] }
    default: {
      if (part === 'h.0.before')
        return {
          formula: 'token + position',
          lines: [
            ['token', fixed(at(activations.get('token rows'), row, column), 4)],
            ...(activations.has('position rows')
              ? [['position', fixed(at(activations.get('position rows'), row, column), 4)] as const]
              : []),
          ],
        }
      const ln = last === 'between' ? `h.${layer}.ln_1` : `h.${layer}.ln_2`
      const post = norm === 'post' && hasNorm(config, ln)
      return { formula: post ? 'LayerNorm(x + branch)' : 'x + branch', lines: [] }
    }
  }
}
