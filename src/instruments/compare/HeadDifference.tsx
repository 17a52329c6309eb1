/** Where one head of two models reads differently: a map of the second's shares minus the first's. */
import { AttentionMap } from '../../figures/AttentionMap.tsx'
import { share } from '../../ui/format.ts'
import { type Attention, headOf } from '../attention.ts'
import type { Chosen } from '../HeadMap.tsx'
import { meanDistance } from './distance.ts'

export function HeadDifference({ left, right, chosen: { layer, head } }: { left: Attention; right: Attention; chosen: Chosen }) {
  const T = left.tokens.length
  if (![left, right].every(({ nLayer, nHead }) => layer < nLayer && head < nHead))
    return (
      <p className="cap">
        One of the two has no head {head} in layer {layer}, so there is nothing to subtract.
      </p>
    )
  if (left.tokens.join('\n') !== right.tokens.join('\n'))
    return <p className="cap">The two cut the text into other tokens, so their shares cannot be subtracted.</p>
  const [p, q] = [headOf(left, layer, head), headOf(right, layer, head)]
  return (
    <>
      <AttentionMap
        signed
        tokens={left.tokens}
        weights={q.map((value, i) => value - p[i]!)}
        caption={`layer ${layer}, head ${head}: the right one’s shares minus the left one’s`}
      />
      <p className="cap" role="status">
        On average {share(meanDistance(p, q, T))} of what a token reads lies elsewhere in the other.
      </p>
    </>
  )
}
