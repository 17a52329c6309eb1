/** The last depth is the model itself, and the depth at which it decides is where its guess stays. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { decidesAt, lensOf, readingsOf, scoresOf, sharesOf } from './lens.ts'

const ANY = { temperature: 1, topK: 0, topP: 1, seed: 1 }

test('the last block’s scores are the model’s logits, and its shares the model’s shares', async () => {
  const { core, handle, model } = await openWorld()
  const lens = await lensOf(core, handle, model, 'the people of the united st')
  expect(lens.difference).toBeLessThan(1e-3)
  const { candidates } = await core.nextToken(handle, 'the people of the united st', ANY)
  const shares = sharesOf(scoresOf(lens, model.config.nLayer, lens.tokens.length - 1))
  expect(lens.guesses.at(-1)!.at(-1)!.id).toBe(candidates[0]!.id)
  for (const { id, probability } of candidates.slice(0, 5)) expect(shares[id]).toBeCloseTo(probability, 4)
})

test('it decides where the guess becomes the last one for good', async () => {
  const row = (...ids: number[]) => ids.map((id) => [{ id, share: 1 }])
  expect(decidesAt({ guesses: row(1, 2, 3, 3) }, 0)).toBe(2)
  expect(decidesAt({ guesses: row(3, 2, 3) }, 0)).toBe(2)
  expect(decidesAt({ guesses: row(3, 3, 3) }, 0)).toBe(0)
  const { core, handle, model } = await openWorld()
  const lens = await lensOf(core, handle, model, 'the people')
  expect(readingsOf(lens, 99)).toEqual(readingsOf(lens, lens.tokens.length - 1))
})

test('a model whose blocks are built otherwise is refused in words', async () => {
  const { core, handle, model } = await openWorld()
  const other = { ...model, config: { ...model.config, variant: { norm: 'pre' as const } } }
  await expect(lensOf(core, handle, other, 'the old man')).rejects.toMatchObject({ code: 'bad-config' })
})
