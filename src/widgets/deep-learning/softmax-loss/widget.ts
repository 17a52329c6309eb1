/** The open model's logits at the end of a text, their softmax, the loss at the token that came, and the gradient p − y. */
import { defineWidget } from '../../frame/define.ts'
import { matching, number, text } from '../../frame/params.ts'
import { MOVES, readLogits, readingsOf } from './softmax.ts'

export default defineWidget({
  id: 'softmax-loss',
  title: 'From logits to a loss',
  teaches: 'Softmax turns logits into probabilities; the loss is the surprise at the token that came, and its gradient is p − y.',
  params: {
    text: text(2, 120),
    temperature: number(0.1, 10),
    moves: matching(MOVES, 'must be moves of logits by token, such as "right:2.5,17:-1"'),
    add: number(0, 200),
  },
  needs: 'model',
  readings: {
    loss: 'surprise at the token that came, nats',
    right: 'probability of the token that came',
    gradient: 'dL/dz at the logit of the token that came',
    gradientSum: 'sum of dL/dz over all logits',
    entropy: 'mean surprise that the distribution itself expects, nats',
    entropyShare: 'the same, as a share of the most that it could be, ln V',
    temperature: 'what the logits are divided by',
    moved: 'by how much the logit of the token that came was moved',
    overflow: '1 where Σ e^z is beyond 32-bit numbers, else 0',
  },
  defaults: { text: 'the people of the c', temperature: 1, moves: '', add: 0 },
  shown: ['temperature', 'moves', 'add'],
  compute: ({ text }, { core, handle }) => readLogits(core, handle, text),
  readingsOf: (read, params) => readingsOf(read, params),
})
