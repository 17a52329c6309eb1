/** The gradient's length at every depth of a stack of blocks. */
import type { Experiment } from '../../../experiments/experiment.ts'
import { type Depth, depthOf, readingsOf } from './depth.ts'
import { SHAPES, type ShapeName } from './shapes.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text, whole } from '../../frame/params.ts'

/** A window of the text that fits the small model's context. */
const WINDOW = 32

export default defineWidget({
  id: 'gradient-depth',
  title: 'The gradient by depth',
  teaches: 'How much of the gradient reaches the lower blocks depends on where the norms stand and on whether there is a residual path.',
  params: {
    shape: choice(Object.keys(SHAPES) as [ShapeName, ...ShapeName[]]),
    layers: whole(2, 16),
    steps: whole(2, 500),
    text: text(2, 60),
  },
  needs: 'device',
  readings: {
    ratioStart: 'length of the gradient at what leaves the first block, over that at what leaves the last, before training',
    ratioEnd: 'the same after training',
    loss: 'loss on held-out text after training, nats per token',
    layers: 'blocks in the stack',
    steps: 'steps of training',
  },
  defaults: { shape: 'post', layers: 10, steps: 100, text: 'the ship went down to the sea' },
  async run({ text, ...params }, { core }, report: (so: Experiment) => void, before: Depth[] | null): Promise<Depth[]> {
    const { shape, layers, steps } = params
    const depth = await depthOf(core, { ...params, text: text.slice(0, WINDOW) }, report)
    return [...(before ?? []).filter((each) => each.shape !== shape && each.steps === steps && each.start.length === layers), depth]
  },
  readingsOf: (depths) => readingsOf(depths.at(-1)!),
})
