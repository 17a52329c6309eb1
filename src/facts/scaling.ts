/** Scaling laws that were published: their constants, and where GPT-1 stands. Losses in nats a token, of each work's own tokens and text. */
import type { Facts } from './fact.ts'

const KAPLAN = 'kaplan2020 section 1.2'
const TABLE = 'kaplan2020 table 2'
const HOFFMANN = 'hoffmann2022 section D.3'
const AGAIN = 'besiroglu2024'
const REPEATED = 'muennighoff2023 the abstract'

export const SCALING = {
  /** L(N) = (N_c / N)^α, with as many tokens as are good */
  'kaplan.alphaN': { value: 0.076, source: KAPLAN },
  'kaplan.criticalN': { value: 8.8e13, source: KAPLAN },
  /** L(D) = (D_c / D)^α, with as many parameters as are good */
  'kaplan.alphaD': { value: 0.095, source: KAPLAN },
  'kaplan.criticalD': { value: 5.4e13, source: KAPLAN },
  /** L(N, D) = ((N_c / N)^(α_N / α_D) + D_c / D)^α_D, both limited */
  'kaplan.both.alphaN': { value: 0.076, source: TABLE },
  'kaplan.both.alphaD': { value: 0.103, source: TABLE },
  'kaplan.both.criticalN': { value: 6.4e13, source: TABLE },
  'kaplan.both.criticalD': { value: 1.8e13, source: TABLE },
  /** L(N, D) = E + A / N^α + B / D^β */
  'hoffmann.E': { value: 1.69, source: HOFFMANN },
  'hoffmann.A': { value: 406.4, source: HOFFMANN },
  'hoffmann.B': { value: 410.7, source: HOFFMANN },
  'hoffmann.alpha': { value: 0.34, source: HOFFMANN },
  'hoffmann.beta': { value: 0.28, source: HOFFMANN },
  /** Chinchilla itself */
  'hoffmann.parameters': { value: 70_000_000_000, source: 'hoffmann2022 table 1' },
  'hoffmann.tokens': { value: 1_400_000_000_000, source: 'hoffmann2022 table 1' },
  'hoffmann.ratio': { value: 20, source: 'hoffmann2022 table 1', follows: '1.4 trillion tokens / 70 billion parameters' },
  /** the same law, fitted anew to points read off the paper's figure */
  'besiroglu.E': { value: 1.82, source: AGAIN },
  'besiroglu.alpha': { value: 0.35, source: AGAIN },
  'besiroglu.beta': { value: 0.37, source: AGAIN },
  /** repeats up to this many epochs are worth nearly what new text is */
  'muennighoff.epochs': { value: 4, source: REPEATED },
} as const satisfies Facts

const value = (key: keyof typeof SCALING): number => SCALING[key].value

/** Kaplan and others, both limited. @param N parameters without embeddings @param D tokens */
export const kaplanLoss = (N: number, D: number): number =>
  ((value('kaplan.both.criticalN') / N) ** (value('kaplan.both.alphaN') / value('kaplan.both.alphaD')) +
    value('kaplan.both.criticalD') / D) **
  value('kaplan.both.alphaD')

/** Hoffmann and others, their third approach. @param N all parameters @param D tokens */
export const hoffmannLoss = (N: number, D: number): number =>
  value('hoffmann.E') + value('hoffmann.A') / N ** value('hoffmann.alpha') + value('hoffmann.B') / D ** value('hoffmann.beta')

/** Parameters of the models that either was fitted to, from the smallest to the largest. */
export const RANGE = { kaplan: [768, 1.5e9], hoffmann: [44e6, 16e9] } as const
