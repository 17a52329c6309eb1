/** One share of an attention head, to be pressed: its place, its softmax with the live scores in it, and its gradient. */
import { core } from '../../session/index.ts'
import { fixed } from '../../ui/format.ts'
import type { Attention } from '../attention.ts'
import { useComputed } from '../computed.ts'
import { TensorNumber } from './TensorNumber.tsx'
import type { ModelHandle } from '../../worker/protocol.ts'
import { useModel } from '../model.ts'

export interface ShareProps {
  attention: Attention
  layer: number
  head: number
  /** the token that reads, and the one that is read */
  row: number
  column: number
  value: number
  text: string
}

export function Share(props: ShareProps) {
  const { attention, layer, head, row, column, value, text } = props
  const T = attention.tokens.length
  return (
    <TensorNumber
      tensor={`h.${layer}.attn.probs`}
      shape={[1, attention.nHead, T, T]}
      at={[0, head, row, column]}
      value={value}
      text={text}
      equation={<Softmax {...props} />}
    />
  )
}

/** Mounted only while the explanation is open, so the scores are asked for then. */
function Softmax({ attention: { nHead }, layer, head, row, column, value, text }: ShareProps) {
  const { handle } = useModel()
  const { value: scores } = useComputed(handle && (() => scoresOf(handle, text, layer, head, row, nHead)), [text, layer, head, row, value])
  if (!scores) return <>softmax of the scores of tokens 0 … {row}</>
  const sum = scores.reduce((total, score) => total + Math.exp(score), 0)
  const own = Math.exp(scores[column]!)
  // A model that turns its queries and keys by position has other scores than these.
  if (Math.abs(own / sum - value) > 1e-3) return <>softmax of the scores of tokens 0 … {row}</>
  return (
    <>
      exp({fixed(scores[column]!, 3)}) / Σ exp(scores) = {fixed(own, 3)} / {fixed(sum, 3)}
    </>
  )
}

/** q·k/√d of one row with the tokens that it may read. */
async function scoresOf(handle: ModelHandle, text: string, layer: number, head: number, row: number, nHead: number): Promise<number[]> {
  const { tensors } = await core.probe(handle, text, [`h.${layer}.attn.c_attn`])
  const { shape, data } = tensors[0]!
  const width = shape.at(-1)!
  // Queries, keys and values lie side by side; where heads were taken out, they are narrower than the stream.
  const [C, D] = [width / 3, width / 3 / nHead]
  const at = (token: number, part: number) => token * width + part * C + head * D
  return Array.from({ length: row + 1 }, (_, token) => {
    let dot = 0
    for (let i = 0; i < D; i++) dot += data[at(row, 0) + i]! * data[at(token, 1) + i]!
    return dot / Math.sqrt(D)
  })
}
