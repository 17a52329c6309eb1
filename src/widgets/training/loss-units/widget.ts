/** A loss on four rulers: nats, bits, perplexity, bits per character. */
import { defineWidget } from '../../frame/define.ts'
import { number } from '../../frame/params.ts'
import { MOST, unitsOf } from './units.ts'

export default defineWidget({
  id: 'loss-units',
  title: 'One loss, four units',
  teaches: 'Nats, bits and perplexity are the same loss; only bits per character can be compared between models that cut text differently.',
  params: { nats: number(0, MOST), perToken: number(1, 8) },
  defaults: { nats: 1.5, perToken: 1 },
  readings: {
    nats: 'loss, nats a token',
    bitsPerToken: 'the same, bits a token',
    bitsPerCharacter: 'the same, bits a character',
    perplexity: 'e to the loss in nats',
    share: 'geometric mean of the shares of the tokens that came',
  },
  derive: ({ nats, perToken }) => unitsOf(nats, perToken),
  readingsOf: (units) => ({ ...units }),
})
