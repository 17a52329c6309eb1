/** Operations, time and energy of a training run, from its sizes. */
import { defineWidget } from '../../frame/define.ts'
import { number, whole } from '../../frame/params.ts'
import { configOf, costOf, readingsOf } from './cost.ts'

export default defineWidget({
  id: 'training-cost',
  title: 'What a run costs',
  teaches: 'Training costs about six operations for each parameter and token; from a minute in a page to GPT-1 are eight powers of ten.',
  params: {
    layers: whole(1, 96),
    width: whole(32, 12_288),
    context: whole(16, 2048),
    vocabulary: whole(2, 60_000),
    /** powers of ten */
    tokens: number(4, 13),
    watts: whole(2, 500),
  },
  defaults: { layers: 4, width: 128, context: 128, vocabulary: 92, tokens: 7.16, watts: 30 },
  shown: ['tokens', 'watts'],
  needs: 'device',
  readings: {
    parameters: 'parameters',
    tokens: 'tokens that are read in training',
    tokensPerParameter: 'tokens for each parameter',
    teraflops: 'operations of the whole run by the plan, 10¹²',
    petaflopDays: 'the same in petaflop/s-days',
    perToken: 'operations for a token by the plan',
    rulePerToken: '6 · parameters',
    ruleOverPlan: 'what 6 · N · D says, as a multiple of what the plan counts',
    besides: 'share of the operations that are no products with weights',
  },
  compute: ({ layers, width, context, vocabulary }, { core }) => core.account(configOf({ layers, width, context, vocabulary })),
  readingsOf: (account, { tokens, ...sizes }) => readingsOf(costOf(account, sizes, 10 ** tokens)),
})
