/** What a recurrent net makes of a passage, and what each of its states has to do with the loss. */
import { matmul } from '../core/ops/linear/reference.ts'
import { recurrenceBackward } from '../core/ops/recurrence/reference.ts'
import { idsOf, type Rnn, sharesOf, statesOf } from './rnn.ts'

export const TIME = 32
export const BATCH = 16

export interface PassageReading {
  characters: string[]
  /** of the characters; 0 where it is unknown */
  ids: number[]
  /** [T,C]: the state after each character */
  states: Float32Array
  /** [T][V]: what each state makes of the next character */
  shares: Float64Array[]
  /** surprise at each character but the first, bits */
  surprise: number[]
  passageBits: number
  saturated: number
  /** after the last character, the likeliest first */
  next: { id: number; token: string; probability: number }[]
}

export function readPassage(rnn: Rnn, passage: string): PassageReading {
  const ids = idsOf(rnn, passage)
  const C = rnn.width
  const states = statesOf(rnn, ids)
  const shares = ids.map((_, t) => sharesOf(rnn, states.slice(t * C, (t + 1) * C)))
  const surprise = ids.slice(1).map((id, t) => -Math.log2(shares[t]![id]!))
  return {
    characters: Array.from(passage),
    ids,
    states: Float32Array.from(states),
    shares,
    surprise,
    passageBits: surprise.reduce((sum, bits) => sum + bits, 0) / surprise.length,
    saturated: states.filter((value) => Math.abs(value) > 0.9).length / states.length,
    next: Array.from(shares.at(-1)!, (probability, id) => ({ id, token: rnn.vocabulary[id]!, probability })).sort(
      (a, b) => b.probability - a.probability,
    ),
  }
}

/** d (mean surprise of the passage, nats) / d h, through all later states, [T,C]; nothing is predicted from the last. */
export function passageGradient({ width: C, head, headBias, state }: Rnn, { ids, states, shares }: PassageReading): Float64Array {
  const T = ids.length
  const scores = Float64Array.from(
    shares.slice(0, -1).flatMap((row, t) => Array.from(row, (p, id) => (p - (id === ids[t + 1] ? 1 : 0)) / (T - 1))),
  )
  const dh = new Float64Array(T * C)
  dh.set(matmul(scores, head, T - 1, C, headBias.length))
  const dz = recurrenceBackward(dh, Float64Array.from(states), state, { batch: 1, time: T, width: C })
  const back = matmul(dz, state, T, C, C, false, true)
  return dh.map((value, i) => value + (back[i + C] ?? 0))
}
