/** The noise of a batch: how far its gradient lies from that of the whole text, by how many windows it has. */
import { defineWidget } from '../../frame/define.ts'
import { choice } from '../../frame/params.ts'
import { noiseOf, readingsOf, SIZES } from './noise.ts'

const NAMES = SIZES.map(String) as [string, ...string[]]

export default defineWidget({
  id: 'batch-noise',
  title: 'The noise of a batch',
  teaches: 'Each batch points somewhere else; the mean of four times as many windows lies half as far from where the whole text points.',
  params: { size: choice(NAMES) },
  defaults: { size: '1' },
  shown: ['size'],
  needs: 'model',
  readings: {
    signal: 'length of the text’s own gradient, estimated from pairs of windows',
    one: 'how far the gradient of a single window lies from it',
    chosen: 'the same of a batch of the chosen size',
    ratio: 'how many times farther a window lies than a batch of 16',
    balance: 'the batch at which noise and gradient are as long; 0 where the gradient is lost in the noise',
    lossDeviation: 'standard deviation of the loss of single windows, nats a token',
  },
  compute: (_, { core, handle, model }) => noiseOf(core, handle, model),
  readingsOf: (value, { size }) => readingsOf(value, Number(size)),
})
