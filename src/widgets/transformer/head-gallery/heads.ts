/** What each head does with a text, as five means over the tokens that read. */
import type { Attention } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export interface Head {
  /** "layer.head" */
  name: string
  layer: number
  head: number
  /** tokens between the reader and what it reads, weighted by the shares */
  distance: number
  /** bits: 0 where one token gets all, log₂ n where n get the same */
  entropy: number
  previous: number
  self: number
  first: number
}

export const TRAITS = ['distance', 'entropy', 'previous', 'self', 'first'] as const
export type Trait = (typeof TRAITS)[number]

/** One entry for each head, layer by layer. The first token is left out of the means: it can only read itself. */
export function headsOf(attention: Attention): Head[] {
  const { tokens, nLayer, nHead } = attention
  const readers = Math.max(1, tokens.length - 1)
  return Array.from({ length: nLayer * nHead }, (_, index) => {
    const [layer, head] = [Math.floor(index / nHead), index % nHead]
    const means = Object.fromEntries(
      TRAITS.map((trait) => [trait, traitsOf(attention, layer, head, trait).reduce((a, b) => a + b, 0) / readers]),
    ) as Record<Trait, number>
    return { name: `${layer}.${head}`, layer, head, ...means }
  })
}

/** What token `i` does with its row of shares. */
const TRAIT_OF: Record<Trait, (row: Float32Array, i: number) => number> = {
  distance: (row, i) => row.reduce((sum, p, j) => sum + p * Math.abs(i - j), 0),
  entropy: (row) => row.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0),
  previous: (row, i) => row[i - 1]!,
  self: (row, i) => row[i]!,
  first: (row) => row[0]!,
}

/** A trait of one head at each token that reads, from the second on. */
export function traitsOf({ tokens, nHead, probabilities }: Attention, layer: number, head: number, trait: Trait): number[] {
  const T = tokens.length
  const first = (layer * nHead + head) * T * T
  return Array.from({ length: Math.max(0, T - 1) }, (_, before) =>
    TRAIT_OF[trait](probabilities.subarray(first + (before + 1) * T, first + (before + 2) * T), before + 1),
  )
}

/** What a head would measure that gave every token up to its own the same share. */
export function evenHead(tokens: number): Pick<Head, Trait> {
  const sums = { distance: 0, entropy: 0, previous: 0, self: 0, first: 0 }
  for (let i = 1; i < tokens; i++) {
    sums.distance += i / 2
    sums.entropy += Math.log2(i + 1)
    for (const trait of ['previous', 'self', 'first'] as const) sums[trait] += 1 / (i + 1)
  }
  const readers = Math.max(1, tokens - 1)
  return Object.fromEntries(TRAITS.map((trait) => [trait, sums[trait] / readers])) as Pick<Head, Trait>
}

/** Largest first; equal ones stay in the order of their layers. */
export const sortedBy = (heads: readonly Head[], trait: Trait): Head[] => [...heads].sort((a, b) => b[trait] - a[trait])

export function readingsOf(heads: readonly Head[], tokens: number): Readings {
  const distances = heads.map(({ distance }) => distance)
  return {
    heads: heads.length,
    mostLocal: Math.max(...heads.map(({ previous }) => previous)),
    sharpest: Math.min(...heads.map(({ entropy }) => entropy)),
    furthest: Math.max(...distances),
    even: evenHead(tokens).distance,
    spread: Math.max(...distances) - Math.min(...distances),
  }
}
