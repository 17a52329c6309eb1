/** The open model's loss on a text, token by token, and the gradient of their mean at every logit. */
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'
import { readingsOf, readTextLoss } from './textLoss.ts'

export default defineWidget({
  id: 'text-loss',
  title: 'The loss, token by token',
  teaches:
    'What training makes small is one number, the mean surprise at the tokens of a window, and it pulls at every logit by (p − y) / T.',
  params: { text: text(2, 120) },
  defaults: { text: 'The people of this country have never been afraid of hard work.' },
  needs: 'model',
  readings: {
    loss: 'mean cross-entropy over the tokens but the first, nats a token',
    perplexity: 'e to that loss',
    bitsPerCharacter: 'the same loss in bits, for each character',
    bits: 'surprise at the whole text, bits',
    worst: 'surprise at the token that cost most, nats',
    tokens: 'tokens that were predicted',
    characters: 'characters that were predicted',
    uniform: 'loss of a guess that gives all tokens the same, ln V, nats a token',
    overUniform: 'by how much the loss is above that guess’s, nats a token',
  },
  compute: ({ text }, { core, handle }) => readTextLoss(core, handle, text),
  readingsOf,
})
