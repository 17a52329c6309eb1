/** A model written as a file, read back from it, and asked the same: how far apart the answers are. */
import type { CoreApi, Examined, WrittenAs } from '../worker/protocol.ts'

export interface RoundTrip {
  /** what the file holds, by its headers */
  examined: Examined
  /** of the zip */
  bytes: number
  /** largest difference of a logit, over all tokens of the text */
  difference: number
  /** mean of the model's losses on the text before and after, nats a token */
  before: number
  after: number
}

/**
 * Nothing of it is kept.
 * @param as how the weights are stored in the file
 * @throws PlainError where the file cannot be written so, or is none that is read
 */
export async function roundTrip(core: CoreApi, modelId: string, text: string, as: WrittenAs): Promise<RoundTrip> {
  const { fileName, data } = await core.exportZip(modelId, as)
  const files = () => [{ name: fileName, data: data.slice().buffer }]
  const examined = await core.examine(files())
  const back = await core.importModel(files())
  try {
    const [own, theirs] = [await ask(core, modelId, text), await ask(core, back.id, text)]
    return {
      examined,
      bytes: data.length,
      difference: farthest(own.logits, theirs.logits),
      before: own.loss,
      after: theirs.loss,
    }
  } finally {
    await core.remove(back.id)
  }
}

async function ask(core: CoreApi, id: string, text: string): Promise<{ logits: Float32Array; loss: number }> {
  const { loss, tensors } = await core.probe({ id }, text, ['losses', 'logits'])
  return { logits: tensors.find(({ name }) => name === 'logits')!.data, loss: loss ?? Number.NaN }
}

/** The largest absolute difference of two lists of the same length. */
export function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!))
  return most
}
