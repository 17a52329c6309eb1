/** What is shown is the embedding that the core computes with. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { readVectors } from '../../../instruments/tokenVectors.ts'
import { vectorOf } from '../../../instruments/vectors.ts'
import { indexOf, readingsOf, shownOf } from './readings.ts'

test('a token has the vector that its place in a pass begins with', async () => {
  const { core, handle, model } = await openWorld()
  const vectors = await readVectors(core, handle)
  expect(vectors.names).toHaveLength(model.config.nVocab)
  const { tensors } = await core.probe(handle, 'e', ['tokens_embed.weight', 'positions_embed.weight', 'embed'])
  const positions = tensors[1]!.data
  const begin = Array.from(tensors[2]!.data, (value, c) => value - positions[c]!)
  for (const [c, value] of vectorOf(vectors, vectors.names.indexOf('e')).entries()) expect(value).toBeCloseTo(begin[c]!, 5)
  const shown = shownOf(vectors)
  const readings = readingsOf(shown, indexOf(shown, 'e'))
  expect(readings.vowels).toBeGreaterThan(readings.vowelsToOthers!)
})
