/** Adapters of any rank beside full fine-tuning, at equally many steps, on another text. */
import { defineWidget } from '../../frame/define.ts'
import { matching, whole } from '../../frame/params.ts'
import { adapt, type Progress, rankWithin, readingsOf, untouched, type Value } from './adapt.ts'

export default defineWidget({
  id: 'adapt',
  title: 'Adapters and full fine-tuning',
  teaches: 'Two thin matrices beside each large one learn most of what all weights would, and forget less.',
  needs: 'model',
  params: {
    way: matching(/^(all|[1-9]\d{0,3})$/, 'must be "all" or the rank of adapters, such as 4'),
    steps: whole(3, 1000),
    seed: whole(1, 99),
  },
  defaults: { way: '4', steps: 40, seed: 1 },
  fit: ({ way }, { config }) => ({ way: rankWithin(way, config) }),
  // The model is measured once, whichever way it is to learn.
  shown: ['way', 'steps', 'seed'],
  readings: {
    before: 'held-out loss on the other text before, nats a token',
    gain: 'what it fell by, nats a token',
    forgotten: 'what the loss on its own text rose by, nats a token',
    trainable: 'numbers that learned',
  },
  compute: (_, { core, model }) => untouched(core, model),
  run: async (params, { core, model }, report: (so: Progress) => void, before: Value | null): Promise<Value> =>
    adapt(core, model, params, report, before ?? (await untouched(core, model))),
  readingsOf,
})
