/** How the loss on the same text would change with one share or one score: worked out from the gradient of the head's output. */
import { core } from '../../../session/index.ts'
import { signed } from '../../../ui/format.ts'
import { useComputed } from '../../../instruments/computed.ts'
import { gradientsOf, outGradient } from './gradients.ts'
import type { Steps } from './steps.ts'
import { useModel } from '../../../instruments/model.ts'
import type { ModelHandle } from '../../../worker/protocol.ts'

export function RowGradient({ steps, of, column }: { steps: Steps; of: 'shares' | 'scores'; column: number }) {
  const { text, layer, headIndex, token, rows, head } = steps
  const { handle, version } = useModel()
  const read = async (asked: ModelHandle) => {
    const { tensors } = await core.probe(asked, text, [`grad/h.${layer}.attn.out`])
    const dout = outGradient(tensors[0]!, headIndex, head.d, token)
    return { gradient: dout ? gradientsOf(rows[token]!.shares, head.v, dout)[of][column]! : null }
  }
  const { value, busy, error } = useComputed(handle && (() => read(handle)), [steps, version, of, column])
  if (error) return null
  if (!value) return <>{busy ? 'asking the model …' : ''}</>
  return (
    <>
      {value.gradient === null
        ? 'gradient: nothing is predicted from the last token'
        : `gradient: ${signed(value.gradient, 5)} nats of loss for each 1 that is added`}
    </>
  )
}
