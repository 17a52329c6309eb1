/** One weight of the open model: its gradient, and the loss when it is moved. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { number, whole } from '../../frame/numbers.ts'

export const meta: WidgetMeta = {
  id: 'weight-slice',
  title: 'One weight of your model',
  teaches: 'A gradient is a promise about a small move: move one weight of a real model, measure the loss again, and compare.',
  params: v.strictObject({
    tensor: v.optional(v.pipe(v.string(), v.regex(/^[\w.]{1,60}$/, 'must be a name such as "h.0.mlp.c_fc.weight"'))),
    index: whole(0, 1e9),
    span: number(0.001, 4),
    text: v.optional(v.pipe(v.string(), v.minLength(2, 'must have two characters'), v.maxLength(200))),
  }),
  needs: ['model'],
  readings: {
    index: 'which number of the tensor, counted from 0',
    loss: 'mean loss on the text, nats per token',
    gradient: 'dL/dw of that number',
    predicted: 'gradient · ε at the smallest move',
    measured: 'change of the loss that was measured there, nats per token',
    error: '|measured − predicted| ÷ |predicted|',
  },
}

export interface WeightSliceParams {
  /** of a parameter; default: the first block's feed-forward, where the model has one */
  tensor?: string
  /** default: the number with the largest gradient */
  index?: number
  /** how far it is moved to either side */
  span?: number
  text?: string
}
