/** Reads the open model's embedding. */
import type { Measure } from '../../contract.ts'
import { readVectors } from '../../../instruments/tokenVectors.ts'
import type { EmbeddingMapParams } from './meta.ts'
import { indexOf, readingsOf, shownOf } from './readings.ts'

export const measure: Measure<EmbeddingMapParams> = async ({ token }, { core, handle }) => {
  const vectors = shownOf(await readVectors(core, handle))
  return readingsOf(vectors, indexOf(vectors, token))
}
