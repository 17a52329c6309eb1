/** A recurrent net with random weights, its states over a passage, how far a change reaches forwards and a gradient backwards. */
import { normal, streamKey } from '../../../core/random.ts'
import { idsOf, reachOf, type Rnn, statesOf } from '../../../experiments/rnn.ts'
import type { Readings } from '../../frame/define.ts'

export const WIDTH = 24

export interface Given {
  passage: string
  gain: number
  seed: number
}

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

/** The same draw for every gain: it multiplies the matrix U alone. */
export function randomRnn({ passage, gain, seed }: Given, width = WIDTH): Rnn {
  const vocabulary = ['', ...new Set(passage)]
  const [V, C] = [vocabulary.length, width]
  // A character's vector depends on the character alone, not on its place in the passage.
  const embed = Float64Array.from({ length: V * C }, (_, i) => {
    const code = vocabulary[Math.floor(i / C)]!.codePointAt(0) ?? 0
    return 0.5 * normal(streamKey(seed, code, 11), i % C)
  })
  const draw = (count: number, stream: number, scale: number) => {
    const key = streamKey(seed, 0, stream)
    return Float64Array.from({ length: count }, (_, i) => scale * normal(key, i))
  }
  return {
    vocabulary,
    width: C,
    embed,
    input: Float64Array.from({ length: C * C }, (_, i) => (i % (C + 1) === 0 ? 1 : 0)),
    bias: new Float64Array(C),
    state: draw(C * C, 12, gain / Math.sqrt(C)),
    head: Float64Array.from({ length: V * C }, (_, i) => embed[i]! * 2),
    headBias: new Float64Array(V),
  }
}

export function stateReach(given: Given): Reach {
  const { passage } = given
  const rnn = randomRnn(given)
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
