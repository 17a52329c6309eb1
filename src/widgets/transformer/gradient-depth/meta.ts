/** The gradient's length at every depth of a stack of blocks. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { whole } from '../../shared/numbers.ts'
import { SHAPES, type ShapeName } from './shapes.ts'

export const meta: WidgetMeta = {
  id: 'gradient-depth',
  title: 'The gradient by depth',
  teaches: 'How much of the gradient reaches the lower blocks depends on where the norms stand and on whether there is a residual path.',
  params: v.strictObject({
    shape: v.optional(v.picklist(Object.keys(SHAPES) as [ShapeName, ...ShapeName[]])),
    layers: whole(2, 16),
    steps: whole(2, 500),
    text: v.optional(v.pipe(v.string(), v.minLength(2), v.maxLength(60))),
  }),
  needs: ['device'],
  readings: {
    ratioStart: 'length of the gradient at what leaves the first block, over that at what leaves the last, before training',
    ratioEnd: 'the same after training',
    loss: 'loss on held-out text after training, nats per token',
    layers: 'blocks in the stack',
    steps: 'steps of training',
  },
}

export interface GradientDepthParams {
  shape?: ShapeName
  layers?: number
  steps?: number
  /** the window on which the gradient is measured */
  text?: string
}
