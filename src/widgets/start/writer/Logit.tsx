/** The logit of a token that may come next, to be pressed: a dot product of what the last block says and the token's row. */
import type { BarEntry } from '../../../figures/barEntry.ts'
import { core, useSession } from '../../../session/index.ts'
import { fixed, visible } from '../../../ui/format.ts'
import { useComputed } from '../../../instruments/computed.ts'
import { TensorNumber } from '../../../instruments/explain/TensorNumber.tsx'
import type { ModelHandle } from '../../../worker/protocol.ts'
import { useModel } from '../../../instruments/model.ts'

export interface LogitProps {
  entry: BarEntry
  /** what the model read */
  tokens: readonly string[]
}

export function Logit({ entry, tokens }: LogitProps) {
  const vocabulary = useSession((s) => s.current?.config.nVocab ?? 0)
  const text = tokens.join('')
  return (
    <TensorNumber
      tensor="logits"
      shape={[tokens.length, vocabulary]}
      at={[tokens.length - 1, entry.id]}
      value={entry.logit}
      digits={2}
      text={text}
      equation={<DotProduct text={text} entry={entry} />}
    />
  )
}

/** The first products of h·Wₑ[id], and how many there are. A model with a head of its own has other rows than these. */
function DotProduct({ text, entry: { id, token, logit } }: { text: string; entry: BarEntry }) {
  const layers = useSession((s) => s.current?.config.nLayer ?? 1)
  const { handle } = useModel()
  const read = async (asked: ModelHandle) => {
    const { tensors } = await core.probe(asked, text, [`h.${layers - 1}.ln_2`, 'tokens_embed.weight'])
    const [hidden, table] = tensors
    const C = table!.shape[1]!
    const last = hidden!.data.subarray(hidden!.data.length - C)
    return Array.from(last, (h, i) => [h, table!.data[id * C + i]!] as const)
  }
  const { value } = useComputed(handle && (() => read(handle)), [text, layers, id, logit])
  const words = `the last block’s vector · the row of ${visible(token)} in tokens_embed.weight`
  if (!value || Math.abs(value.reduce((sum, [h, w]) => sum + h * w, 0) - logit) > 1e-2) return words
  const [first, second] = value.map(([h, w]) => `${bracketed(h)}·${bracketed(w)}`)
  return `${words}: ${first} + ${second} + … (${value.length} products) = ${fixed(logit, 3)}`
}

const bracketed = (x: number): string => (x < 0 ? `(${fixed(x)})` : fixed(x))
