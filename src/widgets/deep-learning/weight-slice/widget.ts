/** One weight of the open model: its gradient, and the loss when it is moved. */
import { measureSlice, readingsOf, SPAN, TEXT } from './slice.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { number, text, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'weight-slice',
  title: 'One weight of your model',
  teaches: 'A gradient is a promise about a small move: move one weight of a real model, measure the loss again, and compare.',
  params: {
    tensor: v.optional(v.pipe(v.string(), v.regex(/^[\w.]{1,60}$/, 'must be a name such as "h.0.mlp.c_fc.weight"'))),
    index: whole(0, 1e9),
    span: number(0.001, 4),
    text: text(2, 200),
  },
  needs: 'model',
  readings: {
    index: 'which number of the tensor, counted from 0',
    loss: 'mean loss on the text, nats per token',
    gradient: 'dL/dw of that number',
    predicted: 'gradient · ε at the smallest move',
    measured: 'change of the loss that was measured there, nats per token',
    error: '|measured − predicted| ÷ |predicted|',
  },
  /** without a tensor, the first block's feed-forward, where the model has one; without an index, the number with the largest gradient */
  defaults: { span: SPAN, text: TEXT },
  compute: ({ text, ...params }, { core, handle }) => measureSlice(core, handle, text, params),
  readingsOf,
})
