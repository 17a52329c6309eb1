/** How a model's heads share out their reading of a text, over all of them. */
import type { Attention } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

/** The first token is left out of the means: it can only read itself. */
export function readingsOf({ tokens, nLayer, nHead, probabilities }: Attention): Readings {
  const T = tokens.length
  const heads = nLayer * nHead
  let [self, first] = [0, 0]
  for (let head = 0; head < heads; head++) {
    for (let row = 1; row < T; row++) {
      self += probabilities[(head * T + row) * T + row]!
      first += probabilities[(head * T + row) * T]!
    }
  }
  const rows = heads * (T - 1)
  return rows === 0 ? { tokens: T } : { tokens: T, self: self / rows, first: first / rows }
}
