/** What each head does with a text, as five means over the tokens that read. */
import type { Attention } from '../../worker/protocol.ts'
import type { Readings } from '../contract.ts'

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
export function headsOf({ tokens, nLayer, nHead, probabilities }: Attention): Head[] {
  const T = tokens.length
  return Array.from({ length: nLayer * nHead }, (_, index) => {
    const [layer, head] = [Math.floor(index / nHead), index % nHead]
    const sum = { distance: 0, entropy: 0, previous: 0, self: 0, first: 0 }
    for (let i = 1; i < T; i++) {
      const row = probabilities.subarray((index * T + i) * T, (index * T + i + 1) * T)
      row.forEach((p, j) => {
        sum.distance += p * Math.abs(i - j)
        if (p > 0) sum.entropy -= p * Math.log2(p)
      })
      sum.previous += row[i - 1]!
      sum.self += row[i]!
      sum.first += row[0]!
    }
    const readers = Math.max(1, T - 1)
    const means = Object.fromEntries(TRAITS.map((trait) => [trait, sum[trait] / readers])) as Record<Trait, number>
    return { name: `${layer}.${head}`, layer, head, ...means }
  })
}

/** Largest first; equal ones stay in the order of their layers. */
export const sortedBy = (heads: readonly Head[], trait: Trait): Head[] => [...heads].sort((a, b) => b[trait] - a[trait])

export function readingsOf(heads: readonly Head[]): Readings {
  const distances = heads.map(({ distance }) => distance)
  return {
    heads: heads.length,
    mostLocal: Math.max(...heads.map(({ previous }) => previous)),
    sharpest: Math.min(...heads.map(({ entropy }) => entropy)),
    furthest: Math.max(...distances),
    spread: Math.max(...distances) - Math.min(...distances),
  }
}
