/** What of GPT-1's design a later model still has, and how its numbers compare. */
import { type Ancestor, LINEAGE } from '../../../facts/lineage.ts'

export const CHOICES = ['norm', 'normKind', 'positions', 'activation', 'sharing', 'biases', 'tied'] as const
export type Choice = (typeof CHOICES)[number]

export const CHOICE_NAMES: Readonly<Record<Choice, string>> = {
  norm: 'norm stands',
  normKind: 'kind of norm',
  positions: 'positions',
  activation: 'activation',
  sharing: 'keys, values',
  biases: 'biases',
  tied: 'output table',
}

const WORDS: Readonly<Record<string, string>> = {
  post: 'after the sum',
  pre: 'before',
  output: 'on the output',
  layer: 'LayerNorm',
  rms: 'RMSNorm',
  gelu: 'GELU',
  swiglu: 'SwiGLU',
  own: 'each head its own',
  grouped: 'by groups',
  one: 'one for all',
  latent: 'compressed',
}

export function sayChoice(model: Ancestor, choice: Choice): string {
  if (choice === 'biases') return model.biases ? 'yes' : 'no'
  if (choice === 'tied') return model.tied ? 'tied' : 'its own'
  return WORDS[model[choice]] ?? model[choice]
}

export const GPT1 = LINEAGE[0]!

export const isKept = (model: Ancestor, choice: Choice): boolean => model[choice] === GPT1[choice]

export const keptBy = (model: Ancestor): number => CHOICES.filter((choice) => isKept(model, choice)).length

export const QUANTITIES = ['parameters', 'tokens', 'ratio', 'context'] as const
export type Quantity = (typeof QUANTITIES)[number]

/** Tokens for each parameter that a token meets; null where the tokens are not known. */
export const quantityOf = (model: Ancestor, quantity: Quantity): number | null =>
  quantity === 'ratio' ? (model.tokens === null ? null : model.tokens / (model.active ?? model.parameters)) : model[quantity]

/** "2018-06-11" → 2018.44, in years. */
export const yearOf = ({ date }: Ancestor): number => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return year + (month - 1 + (day - 1) / 31) / 12
}

export function lineageOf(id: string) {
  const model = LINEAGE.find((each) => each.id === id) ?? GPT1
  return { model, kept: keptBy(model) }
}

export const readingsOf = ({ model, kept }: ReturnType<typeof lineageOf>) => ({
  kept,
  year: yearOf(model),
  parameters: model.parameters,
  ...(model.tokens === null ? {} : { tokensPerParameter: quantityOf(model, 'ratio')! }),
})
