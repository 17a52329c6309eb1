/** One amount of computation, split between parameters and tokens: what the published laws say of every split. */
import { fact } from '../../../facts/facts.ts'
import { hoffmannLoss, kaplanLoss } from '../../../facts/scaling.ts'
import type { Readings } from '../../frame/define.ts'

export const LAWS = ['hoffmann', 'kaplan'] as const
export type Law = (typeof LAWS)[number]

const LOSS: Readonly<Record<Law, (N: number, D: number) => number>> = { hoffmann: hoffmannLoss, kaplan: kaplanLoss }

/** Six operations for each parameter and token (Kaplan et al. 2020, section 2.1). */
const OPERATIONS = 6
const PETAFLOP_DAY = 1e15 * 86_400

export const BUDGETS = ['gpt1', 'gpt3', 'chinchilla'] as const
export type Budget = (typeof BUDGETS)[number]

export interface Spender {
  name: string
  parameters: number
  flops: number
}

/** Who spent how much, and on how many parameters. */
export const SPENDERS: Readonly<Record<Budget, Spender>> = {
  gpt1: { name: 'GPT-1', parameters: fact('gpt1.parameters'), flops: fact('gpt1.petaflopDays') * PETAFLOP_DAY },
  gpt3: { name: 'GPT-3', parameters: fact('gpt3.billions') * 1e9, flops: fact('gpt3.flops') },
  chinchilla: {
    name: 'Chinchilla',
    parameters: fact('hoffmann.parameters'),
    flops: OPERATIONS * fact('hoffmann.parameters') * fact('hoffmann.tokens'),
  },
}

export const tokensFor = (flops: number, parameters: number): number => flops / (OPERATIONS * parameters)

export const lossOf = (law: Law, flops: number, parameters: number): number => LOSS[law](parameters, tokensFor(flops, parameters))

/** From so many times fewer parameters than the spender's to so many times more. */
const REACH = 300
const POINTS = 121

export interface Split {
  budget: Budget
  /** the learner's */
  parameters: number
  tokens: number
  curves: Readonly<Record<Law, readonly { x: number; y: number }[]>>
  /** the parameters with the least loss */
  best: Readonly<Record<Law, number>>
}

/** @param share of the spender's parameters, as a power of ten */
export function split(budget: Budget, share: number): Split {
  const { parameters: theirs, flops } = SPENDERS[budget]
  const sizes = Array.from({ length: POINTS }, (_, i) => (theirs / REACH) * (REACH * REACH) ** (i / (POINTS - 1)))
  const curve = (law: Law) => sizes.map((x) => ({ x, y: lossOf(law, flops, x) }))
  const curves = { hoffmann: curve('hoffmann'), kaplan: curve('kaplan') }
  const best = (law: Law) => curves[law].reduce((least, point) => (point.y < least.y ? point : least)).x
  const parameters = theirs * 10 ** share
  return { budget, parameters, tokens: tokensFor(flops, parameters), curves, best: { hoffmann: best('hoffmann'), kaplan: best('kaplan') } }
}

export function readingsOf({ budget, parameters, tokens, best }: Split): Readings {
  const { parameters: theirs, flops } = SPENDERS[budget]
  return {
    parameters,
    tokens,
    ratio: tokens / parameters,
    hoffmann: lossOf('hoffmann', flops, parameters),
    kaplan: lossOf('kaplan', flops, parameters),
    gain: lossOf('hoffmann', flops, theirs) - lossOf('hoffmann', flops, parameters),
    aboveBest: lossOf('hoffmann', flops, parameters) - lossOf('hoffmann', flops, best.hoffmann),
  }
}
