/** Embedding and attention: a softmax, two tables, and what each token reads from which. */
import type { Exercise, Given, Known, Numbers } from '../exercise.ts'
import { arbitrary, filled, headsOf, mapped, shaped } from '../numbers.ts'
import { solution, start } from './code.ts'

const ATTN = 'h.0.attn'

/** The core's shares, [H,T,T]. */
const probs = ({ read, config, ids }: Known): Numbers => shaped(read(`${ATTN}.probs`), config.nHead, ids.length, ids.length)

/** Scores that have these shares: their logarithms, and for what may not be seen a number far below. */
const scores = (known: Known): Numbers => mapped(probs(known), (share) => (share > 0 ? Math.log(share) : -1e9))

/** The layer's parameters, by the names that they have without its own. */
const layer = ({ weights }: Known): Record<string, Numbers> =>
  Object.fromEntries(Object.entries(weights).filter(([name]) => name.startsWith(`${ATTN}.`)))

const queriesAndKeys = ({ read, config }: Known): Given => ({
  q: headsOf(read(`${ATTN}.c_attn`), 0, config.nHead),
  k: headsOf(read(`${ATTN}.c_attn`), 1, config.nHead, true),
})

/** The first half of the tokens, twice: two texts of which neither may read the other. */
function twoTexts(of: Numbers, known: Known): Numbers {
  const [T, C] = [Math.floor(known.ids.length / 2), known.config.nEmbd]
  return filled([2, T, C], (i) => of.data[i % (T * C)]!)
}

const future = ([, row = 0, column = 0]: readonly number[], got: number): string | null =>
  column > row && got > 0 ? `Token ${row} reads from token ${column}, which comes after it: it reads the future.` : null

export default {
  id: 'attention',
  title: 'Embedding and attention',
  start,
  solution,
  hints: [
    'Both tables are read with pick: row ids[b·T + t] of the tokens, row t of the positions. Add them.',
    'In shares, map the scores: number i stands in row ⌊i/T⌋ mod T and column i mod T. Divide by √d what a token may see; make the rest −Infinity. Its slope is 1/√d or 0.',
    'In attention, head h of text b is matrix n = b·heads + h. Its query of token t begins at ((b·T + t)·3C) + h·d; keys stand C further, values 2C.',
  ],
  reads: () => ['embed', `${ATTN}.c_attn`, `${ATTN}.probs`, `${ATTN}.c_proj`, `grad/${ATTN}.c_proj`, `grad/${ATTN}.c_attn`],
  tests: [
    {
      name: 'softmax(x)',
      body: 'return softmax(given.x)',
      given: (known) => ({ x: scores(known) }),
      expected: (known) => ({ out: probs(known) }),
      label: 'softmax',
    },
    {
      name: 'softmax’s way back',
      body: 'const out = softmax(given.x); out.grad.set(given.up.data); out.back(); return { "x.grad": tensor(given.x.shape, given.x.grad) }',
      given: (known) => ({ x: scores(known), up: arbitrary(...probs(known).shape) }),
      expected(known) {
        const [p, T] = [probs(known), known.ids.length]
        const up = arbitrary(...p.shape)
        const mean = (row: number) =>
          p.data.subarray(row * T, row * T + T).reduce((sum, share, j) => sum + share * up.data[row * T + j]!, 0)
        return { 'x.grad': mapped(p, (share, i) => share * (up.data[i]! - mean(Math.floor(i / T)))) }
      },
    },
    {
      name: 'embed(ids, 1, p)',
      body: 'return embed(given.ids, 1, given.p)',
      given: ({ ids, weights }) => ({ ids: Int32Array.from(ids), p: { ...weights } }),
      expected: ({ read }) => ({ out: read('embed') }),
      label: 'embed',
    },
    {
      name: 'shares(q, k)',
      body: 'return shares(given.q, given.k)',
      given: queriesAndKeys,
      expected: (known) => ({ out: probs(known) }),
      label: 'shares',
      about: future,
    },
    {
      name: 'attention(x, p, …)',
      body: `return attention(given.x, given.p, '${ATTN}', given.heads)`,
      given: (known) => ({ x: known.read('embed'), p: layer(known), heads: known.config.nHead }),
      expected: ({ read }) => ({ out: read(`${ATTN}.c_proj`) }),
      label: 'attention',
    },
    {
      name: 'attention of two texts at once',
      hidden: true,
      body: `return attention(given.x, given.p, '${ATTN}', given.heads)`,
      given: (known) => ({ x: twoTexts(known.read('embed'), known), p: layer(known), heads: known.config.nHead }),
      expected: (known) => ({ out: twoTexts(known.read(`${ATTN}.c_proj`), known) }),
      label: 'attention',
    },
    {
      name: 'attention’s way back, by backward',
      hidden: true,
      body: `const out = attention(given.x, given.p, '${ATTN}', given.heads); backward(map(out, (v, i) => v * given.up.data[i], (v, i) => given.up.data[i])); return { 'c_attn.bias.grad': tensor(given.p['${ATTN}.c_attn.bias'].shape, given.p['${ATTN}.c_attn.bias'].grad) }`,
      given: (known) => ({ x: known.read('embed'), p: layer(known), heads: known.config.nHead, up: known.read(`grad/${ATTN}.c_proj`) }),
      expected({ read, config: { nEmbd: C }, ids }) {
        const { data } = read(`grad/${ATTN}.c_attn`)
        return { 'c_attn.bias.grad': filled([3 * C], (i) => ids.reduce((sum, _, t) => sum + data[t * 3 * C + i]!, 0)) }
      },
    },
  ],
  mistakes: [
    {
      id: 'no-mask',
      change: ['i % T <= Math.floor(i / T) % T', 'true'],
      says: 'There is no mask: every token reads the whole text, also what it is to predict.',
    },
    {
      id: 'mask-one-too-many',
      change: ['i % T <= Math.floor(i / T) % T', 'i % T <= (Math.floor(i / T) % T) + 1'],
      says: 'The mask is off by one: every token also reads the one after it, which it is to predict.',
    },
    {
      id: 'mask-one-too-few',
      change: ['i % T <= Math.floor(i / T) % T', 'i % T < Math.floor(i / T) % T'],
      says: 'The mask is off by one: a token may read itself. The first token has nothing else to read, so its row is 0/0.',
    },
    {
      id: 'mask-transposed',
      change: ['i % T <= Math.floor(i / T) % T', 'i % T >= Math.floor(i / T) % T'],
      says: 'The mask is the wrong way round: tokens read only what comes after them. The row asks, the column answers.',
    },
    {
      id: 'zero-not-infinity',
      change: ['s * scale : -Infinity', 's * scale : 0'],
      says: 'What may not be seen has the score 0, and e⁰ is 1: it still gets a share. It must be −Infinity before the softmax.',
    },
    {
      id: 'no-root',
      change: ['scale = 1 / Math.sqrt(d)', 'scale = 1'],
      says: 'The scores are not divided by √d.',
    },
    {
      id: 'not-a-root',
      change: ['scale = 1 / Math.sqrt(d)', 'scale = 1 / d'],
      says: 'The scores are divided by d, not by its root.',
    },
    {
      id: 'wrong-axis',
      change: [
        'return softmax(map(matmul(q, k),',
        'const turn = (x: Tensor) => pick(x, [N, T, T], (n, i, j) => (n * T + j) * T + i)\n  return ((x: Tensor) => turn(softmax(turn(x))))(map(matmul(q, k),',
      ],
      says: 'The softmax goes over the wrong axis: columns add up to 1, and rows should. A row holds what one token reads.',
    },
    {
      id: 'no-positions',
      change: ['return add(rows, pick(places, [B, T, C], (b, t, c) => t * C + c))', 'return rows'],
      says: 'The positions are missing: only the tokens’ rows are there.',
    },
    {
      id: 'no-bias',
      change: ["return add(matmul(x, p[name + '.weight']), p[name + '.bias'])", "return matmul(x, p[name + '.weight'])"],
      says: 'A bias is missing: linear is x·W + b.',
    },
    {
      id: 'transposed-c_attn',
      change: [
        "const qkv = linear(x, p, name + '.c_attn')",
        "const w = p[name + '.c_attn.weight']\n  const qkv = add(matmul(x, pick(w, [1, C, 3 * C], (_, i, j) => j * C + i)), p[name + '.c_attn.bias'])",
      ],
      says: 'c_attn is read as if it were [3C, C], which is how PyTorch’s Linear keeps its weights. Here, as in Hugging Face’s GPT, it is [C, 3C].',
    },
    {
      id: 'interleaved-heads',
      change: ['* 3 * C + (n % heads) * d + c', '* 3 * C + (n % heads) + c * heads'],
      says: 'The heads are dealt like cards, every so many numbers one. Each head owns d numbers that stand together.',
    },
    {
      id: 'swapped',
      change: ['pick(qkv, [N, d, T], (n, c, t) => at(n, t, C + c))', 'pick(qkv, [N, d, T], (n, c, t) => at(n, t, 2 * C + c))'],
      says: 'The values stand where the keys should be: in qkv come the queries, then the keys at C, then the values at 2C.',
    },
    {
      id: 'no-projection',
      change: ["return linear(joined, p, name + '.c_proj')", 'return joined'],
      says: 'The heads’ results are joined but not mixed: c_proj is missing.',
    },
  ],
} satisfies Exercise as Exercise
