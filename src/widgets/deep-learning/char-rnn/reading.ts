/** What the trained net makes of a passage. */
import { idsOf, type Rnn, sharesOf, statesOf } from '../../../experiments/rnn.ts'

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
