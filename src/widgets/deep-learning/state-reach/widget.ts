/** A recurrent net before any training: what it carries along, and how far a gradient goes back. */
import { defineWidget } from '../../frame/define.ts'
import { number, text, whole } from '../../frame/params.ts'
import { readingsOf, stateReach } from './net.ts'

export default defineWidget({
  id: 'state-reach',
  title: 'Forwards and back through a state',
  teaches: 'The same matrix multiplies the state at every step; its size decides whether a gradient fades on its way back, or explodes.',
  params: { passage: text(8, 48), gain: number(0, 4), seed: whole(1, 9999) },
  readings: {
    left: 'norm of the gradient at the first state, divided by that at the last',
    perStep: 'the factor by which it changes in one step back, on average',
    remembered: 'how far apart two last states are whose passages differ in the first character, divided by how far the first states are',
    saturated: 'share of the state’s numbers that are beyond ±0.9',
  },
  defaults: { passage: 'Anna was on the island.', gain: 1, seed: 1 },
  derive: stateReach,
  readingsOf,
})
