/** The embedding of the open model, with the text of each token. */
import type { CoreApi, ModelHandle } from '../worker/protocol.ts'
import type { Vectors } from './vectors.ts'

const ANY = { temperature: 1, topK: 0, topP: 1, seed: 1 }

/** tokens_embed.weight [V,C]; a distribution over the next token names every token of the vocabulary. */
export async function readVectors(core: CoreApi, handle: ModelHandle): Promise<Vectors> {
  const { candidates } = await core.nextToken(handle, 'a', ANY)
  const names = new Array<string>(candidates.length).fill('')
  for (const { id, token } of candidates) names[id] = token
  const [table] = await core.weights(handle, ['tokens_embed.weight'])
  return { names, data: table!.data, width: table!.shape[1]! }
}

/** Only these tokens, in this order. */
export const only = (vectors: Vectors, ids: readonly number[]): Vectors => ({
  names: ids.map((id) => vectors.names[id]!),
  data: Float32Array.from(
    { length: ids.length * vectors.width },
    (_, i) => vectors.data[ids[Math.floor(i / vectors.width)]! * vectors.width + (i % vectors.width)]!,
  ),
  width: vectors.width,
})
