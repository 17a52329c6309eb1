/** One weight through the steps of a run: its gradient, Adam's two means, the rate, and what becomes of it. */
import { within } from '../../../experiments/within.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'
import { followOwn, PART_NAMES, readingsOf, STEPS } from './followed.ts'

const TITLE = 'One weight through AdamW'

export default defineWidget({
  id: 'weight-steps',
  title: TITLE,
  teaches: 'What a step does to a weight follows from its gradients so far, their squares, and the learning rate of the moment.',
  params: { part: choice(PART_NAMES), place: whole(0, 1_000_000), step: whole(1, 1_000_000), steps: whole(20, 400) },
  defaults: { part: 'feed-forward', place: 37, step: 60, steps: STEPS },
  shown: ['step'],
  needs: 'device',
  readings: {
    weight: 'the weight after the step',
    gradient: 'its gradient on the step’s batch',
    mean: 'Adam’s mean of gradients, m, after the step',
    square: 'Adam’s mean of squares, v, after the step',
    rate: 'learning rate of the step',
    taken: 'what Adam added to the weight',
    inRates: 'the same in units of the learning rate',
    decay: 'what weight decay added to it',
    clippedTo: 'what clipping multiplied the gradient by',
    gradNorm: 'length of all gradients together, before clipping',
    moved: 'how far the weight came over all steps that are shown',
  },
  compute: ({ part, place, steps }, { core, signal }) => followOwn(within(core, TITLE, signal), part, place, steps),
  readingsOf: (value, { step }) => readingsOf(value, step),
})
