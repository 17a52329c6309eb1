/** A recurrent net with random weights, whose matrix between states can be made larger or smaller. */
import { normal, streamKey } from '../core/random.ts'
import type { Rnn } from './rnn.ts'

export interface Given {
  passage: string
  gain: number
  seed: number
}

/** The same draw for every gain: it multiplies the matrix U alone. */
export function randomRnn({ passage, gain, seed }: Given, width: number): Rnn {
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
