/** The loss of a model at each place of a window, as in training and as in writing. */
import type { CoreApi, ModelHandle } from '../../../worker/protocol.ts'

export interface Places {
  /** the whole window in view, as far as the model's own mask allows; nats, one number a place */
  training: number[]
  /** only the tokens up to the place are given */
  writing: number[]
}

const PLAIN = { temperature: 1, topK: 0, topP: 1, seed: 1 }

/** Means over as many whole windows of `context` tokens and the one that follows as there are in `characters`. */
export async function lossByPlace(
  core: Pick<CoreApi, 'probe' | 'nextToken'>,
  handle: ModelHandle,
  characters: readonly string[],
  context: number,
): Promise<Places> {
  const training = new Array<number>(context).fill(0)
  const writing = new Array<number>(context).fill(0)
  const windows = Math.floor((characters.length - 1) / context)
  for (let w = 0; w < windows; w++) {
    const window = characters.slice(w * context, (w + 1) * context + 1)
    const { tensors } = await core.probe(handle, window.join(''), ['losses'])
    for (let i = 0; i < context; i++) {
      training[i]! += tensors[0]!.data[i]! / windows
      const { candidates } = await core.nextToken(handle, window.slice(0, i + 1).join(''), PLAIN)
      writing[i]! -= Math.log(candidates.find(({ token }) => token === window[i + 1])!.probability) / windows
    }
  }
  return { training, writing }
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
