/** Surgery: parts of the open model cut out, and the loss measured at once. */
import { CUTS, chosen, surgeryOf } from './parts.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { choice, text } from '../../frame/params.ts'

export default defineWidget({
  id: 'surgery',
  title: 'Cut a part out',
  teaches:
    'What a part is good for shows when it is gone: the same weights, the same text, one thing missing, and the loss measured again.',
  params: {
    cut: v.picklist(CUTS),
    out: v.optional(
      v.pipe(v.string(), v.regex(/^[a-z0-9_.,]*$/, 'must be names with commas between: "0.1,2.3" for heads, "h.0.attn" for a residual')),
    ),
    with: choice(['nothing', 'uniform']),
    /** whose next token is shown as the whole model and the cut one guess it */
    prompt: text(1, 120),
  },
  shown: ['prompt'],
  needs: 'model',
  readings: {
    lossBefore: 'loss of the whole model on held-out text, nats per token',
    lossAfter: 'the same without the part, nats per token',
    change: 'lossAfter − lossBefore, nats per token',
    cuts: 'how many parts are out',
  },
  /** `out` are names with commas between; `with` is what stands in for a head */
  defaults: { out: '', with: 'nothing', prompt: 'the people of the united st' },
  compute: async (params, { core, handle, model }) => ({
    ...(await core.operate(handle, surgeryOf(model.config, params))),
    without: surgeryOf(model.config, params),
    cuts: chosen(model.config, params).length,
  }),
  readingsOf: ({ lossBefore, lossAfter, cuts }) => ({ lossBefore, lossAfter, change: lossAfter - lossBefore, cuts }),
})
