/** The same computation, spent on more parameters or on more tokens: the loss that two published laws give every split. */
import { defineWidget } from '../../frame/define.ts'
import { choice, number } from '../../frame/params.ts'
import { BUDGETS, readingsOf, split } from './split.ts'

export default defineWidget({
  id: 'budget-split',
  title: 'One budget, split',
  teaches: 'At a given amount of computation there is a best size: below it the model is too small, above it it reads too little.',
  params: { budget: choice(BUDGETS), share: number(-2.4, 2.4) },
  defaults: { budget: 'gpt3', share: 0 },
  readings: {
    parameters: 'parameters of the learner’s split',
    tokens: 'tokens that the budget pays for',
    ratio: 'tokens for a parameter',
    hoffmann: 'loss by Chinchilla’s law, nats a token',
    kaplan: 'loss by Kaplan’s law, nats a token',
    gain: 'what the split gains on the one that was chosen, by Chinchilla’s law, nats a token',
    aboveBest: 'what it lies above the best split, by Chinchilla’s law, nats a token',
  },
  derive: ({ budget, share }) => split(budget, share),
  readingsOf,
})
