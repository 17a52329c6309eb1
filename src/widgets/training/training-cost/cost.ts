/** What a training run costs: its arithmetic by the plan and by the rule 6·N·D, who takes how long for it, and the energy that takes. */
import type { Account } from '../../../worker/protocol.ts'
import { fact } from '../../../facts/facts.ts'
import type { Readings } from '../../frame/define.ts'

export interface Sizes {
  layers: number
  width: number
  context: number
  vocabulary: number
}

/** A petaflop/s kept up for a day. */
export const PETAFLOP_DAY = 1e15 * 86_400

/** Heads do not change the number of operations; 64 numbers each, as GPT-1's, where the width allows it. */
export const configOf = ({ layers, width, context, vocabulary }: Sizes) => ({
  nLayer: layers,
  nHead: width % 64 === 0 ? width / 64 : 1,
  nEmbd: width,
  nCtx: context,
  nVocab: vocabulary,
  dropout: 0,
})

export interface Cost {
  parameters: number
  /** operations for one token, forwards and backwards, as the core's plan counts them */
  perToken: number
  /** of those, what is not products with weights: attention's own products, norms, softmaxes */
  besides: number
  tokens: number
  /** of the whole run, by the plan */
  flops: number
  /** 6 · parameters · tokens */
  rule: number
}

/** Operations for one token in products with weights, forwards and backwards: each weight six times, the token table once more at the output, positions never. */
const products = ({ layers, width, vocabulary }: Sizes): number => 6 * (layers * 12 * width * width + vocabulary * width)

export function costOf({ parameters, flops }: Pick<Account, 'parameters' | 'flops'>, sizes: Sizes, tokens: number): Cost {
  return {
    parameters,
    perToken: flops.both,
    besides: flops.both - products(sizes),
    tokens,
    flops: flops.both * tokens,
    rule: 6 * parameters * tokens,
  }
}

/** The cards that GPT-1 was trained on, as its makers counted them. */
export const CARDS = { count: fact('gpt1.gpus'), peak: fact('gpt1.cardTeraflops') * 1e12, busy: fact('gpt1.utilization') } as const

/** Operations a second that the cards did together. */
export const cardsRate = CARDS.count * CARDS.peak * CARDS.busy

/** kWh. @param watts that the machine takes while it works */
export const energyOf = (flops: number, rate: number, watts: number): number => (flops / rate / 3600) * (watts / 1000)

export function readingsOf({ parameters, perToken, besides, tokens, flops, rule }: Cost): Readings {
  return {
    parameters,
    tokens,
    tokensPerParameter: tokens / parameters,
    teraflops: flops / 1e12,
    petaflopDays: flops / PETAFLOP_DAY,
    rulePerToken: 6 * parameters,
    perToken,
    ruleOverPlan: rule / flops,
    besides: besides / perToken,
  }
}
