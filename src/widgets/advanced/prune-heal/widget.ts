/** Heads of the open model pruned by measured worth, then healed. */
import { defineWidget } from '../../frame/define.ts'
import { whole } from '../../frame/params.ts'
import { type Progress, prune, readingsOf, type Value, whole as wholeOf } from './heal.ts'

export default defineWidget({
  id: 'prune-heal',
  title: 'Heads pruned and healed',
  teaches: 'Some heads can be taken out of a trained model at a small cost, and a little training brings most of that back.',
  needs: 'model',
  params: { heads: whole(1, 16), steps: whole(3, 1000), seed: whole(1, 99) },
  defaults: { heads: 2, steps: 60, seed: 1 },
  // The whole model is measured once, whatever is to be cut.
  shown: ['heads', 'steps', 'seed'],
  readings: {
    heads: 'heads that stay in each layer',
    parameters: 'parameters of the pruned model',
    before: 'held-out loss of the whole model, nats a token',
    cut: 'what the loss is higher without the heads, nats a token',
    healed: 'what it is higher after healing, nats a token',
  },
  fit: ({ heads }, { config }) => ({ heads: Math.max(1, Math.min(heads, config.nHead - 1)) }),
  compute: (_, { core, model }) => wholeOf(core, model),
  run: async (params, { core, model }, report: (so: Progress) => void, before: Value | null): Promise<Value> =>
    prune(core, model, params, report, before ?? (await wholeOf(core, model))),
  readingsOf,
})
