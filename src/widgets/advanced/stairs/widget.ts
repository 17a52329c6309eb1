/** From GPT-1 to Llama, stair by stair: each change predicted, trained over three seeds, and kept or not. */
import { defineWidget } from '../../frame/define.ts'
import { matching, whole } from '../../frame/params.ts'
import { predicted, type Progress, readingsOf, step, type Value } from './climb.ts'

export default defineWidget({
  id: 'stairs',
  title: 'From GPT-1 to Llama',
  teaches:
    'Seven changes made one model out of the other; most are too small for three seeds of a small run to see, and one or two are not.',
  needs: 'device',
  params: {
    kept: matching(/^[01]{0,7}$/, 'must be up to seven digits, 1 for a change that is kept and 0 for one that is not'),
    steps: whole(3, 3000),
  },
  defaults: { kept: '', steps: 600 },
  shown: ['kept'],
  readings: {
    difference: 'held-out loss with the change less without it, mean over three seeds, nats a character',
    half: 'half of the 95 % interval of that difference',
    loss: 'held-out loss with the change, mean over three seeds, nats a character',
    parameters: 'parameters with the change',
    more: 'parameters that the change adds',
  },
  compute: ({ steps }, { core }) => predicted(core, steps),
  run: async ({ kept, steps }, { core }, report: (so: Progress) => void, before: Value | null): Promise<Value> =>
    step(core, before ?? (await predicted(core, steps)), kept, steps, report),
  readingsOf: (value, { kept }) => readingsOf(value, kept),
})
