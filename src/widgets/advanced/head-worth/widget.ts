/** Every head's worth as a slope, beside what silencing it costs. */
import { defineWidget } from '../../frame/define.ts'
import { type Progress, readingsOf, silenceEach, type Value, worthOf } from './worth.ts'

export default defineWidget({
  id: 'head-worth',
  title: 'What a head is worth',
  teaches: 'One pass back says of every head how much the loss hangs on it; silencing each in turn says how good that estimate is.',
  params: {},
  needs: 'model',
  readings: {
    most: 'largest slope of the loss by a head’s loudness, nats a token',
    least: 'the smallest',
    agreement: 'Spearman’s rank correlation of the slopes with what silencing costs',
    dearest: 'most that the held-out loss rises by without one head, nats a token',
    cheapest: 'least that it rises by',
  },
  compute: (_, { core, handle, model }) => worthOf(core, handle, model),
  run: async (_, { core, handle, model }, report: (so: Progress) => void, before: Value | null): Promise<Value> =>
    silenceEach(core, handle, before ?? (await worthOf(core, handle, model)), report),
  readingsOf,
})
