/** Surgery: parts of the open model cut out, and the loss measured at once. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const CUTS = ['scale', 'mask', 'positions', 'heads', 'residuals', 'norms'] as const
export type Cut = (typeof CUTS)[number]

export const meta: WidgetMeta = {
  id: 'surgery',
  title: 'Cut a part out',
  teaches:
    'What a part is good for shows when it is gone: the same weights, the same text, one thing missing, and the loss measured again.',
  params: v.strictObject({
    cut: v.picklist(CUTS),
    out: v.optional(
      v.pipe(v.string(), v.regex(/^[a-z0-9_.,]*$/, 'must be names with commas between: "0.1,2.3" for heads, "h.0.attn" for a residual')),
    ),
    with: v.optional(v.picklist(['nothing', 'uniform'])),
  }),
  needs: ['model'],
  readings: {
    lossBefore: 'loss of the whole model on held-out text, nats per token',
    lossAfter: 'the same without the part, nats per token',
    change: 'lossAfter − lossBefore, nats per token',
    cuts: 'how many parts are out',
  },
}

export interface SurgeryParams {
  /** the kind of part that this figure offers */
  cut: Cut
  /** what is out, as names with commas between: "on" for the scale, the mask and the positions; "layer.head"; "h.0.attn"; "h.0.ln_1" */
  out?: string
  /** what stands in for a head */
  with?: 'nothing' | 'uniform'
}
