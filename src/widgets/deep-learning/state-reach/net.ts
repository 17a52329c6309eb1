/** A recurrent net with random weights, its states over a passage, how far a change reaches forwards and a gradient backwards. */
import { type Given, randomRnn } from '../../../experiments/randomRnn.ts'
import { idsOf, reachOf, type Rnn, statesOf } from '../../../experiments/rnn.ts'
import type { Readings } from '../../frame/define.ts'

export const WIDTH = 24

export interface Reach {
  rnn: Rnn
  passage: string
  /** [T,C] */
  states: Float64Array
  /** by steps after the first character: how far the states of two passages are apart that differ in it alone */
  apart: number[]
  /** by steps before the last state: norm of the gradient of the last character's loss */
  gradient: number[]
}

export function stateReach(given: Given): Reach {
  const { passage } = given
  const rnn = randomRnn(given, WIDTH)
  const ids = idsOf(rnn, passage)
  const states = statesOf(rnn, ids)
  // id 0 stands for no character at all: a vector of its own
  const other = statesOf(rnn, [0, ...ids.slice(1)])
  const distance = (t: number) => Math.hypot(...Array.from({ length: WIDTH }, (_, c) => states[t * WIDTH + c]! - other[t * WIDTH + c]!))
  return { rnn, passage, states, apart: ids.map((_, t) => distance(t)), gradient: reachOf(rnn, ids) }
}

export function readingsOf({ apart, gradient, states }: Reach): Readings {
  return {
    left: gradient.at(-1)! / gradient[0]!,
    perStep: (gradient.at(-1)! / gradient[0]!) ** (1 / (gradient.length - 1)),
    remembered: apart.at(-1)! / apart[0]!,
    saturated: states.filter((value) => Math.abs(value) > 0.9).length / states.length,
  }
}
