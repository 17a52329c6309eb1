/** A model goes out as each shape and each format of numbers, comes back, and is read by whatever reads models. */
import { beforeAll, expect, test } from 'vitest'
import { openWorld } from '../../tests/support/world.ts'
import type { MeasuredWorld } from '../widgets/frame/define.ts'
import { experiment } from './experiment.ts'
import { farthest, roundTrip } from './roundTrip.ts'
import { specOf } from './smallRun.ts'

let world: MeasuredWorld
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
const TEXT = 'the people of the united states'

test('in 32 bits nothing changes, from a model that is kept in 8; in 16 it rounds, bfloat16 more than halves', async () => {
  const { core, model } = world
  const before = (await core.models()).length
  const [F32, F16, BF16] = [
    await roundTrip(core, model.id, TEXT, 'F32'),
    await roundTrip(core, model.id, TEXT, 'F16'),
    await roundTrip(core, model.id, TEXT, 'BF16'),
  ]
  expect(F32).toMatchObject({ difference: 0, examined: { format: 'openai-gpt', dtypes: ['F32'], storedHead: null } })
  expect(F32.after).toBe(F32.before)
  expect(F16.examined.dtypes).toEqual(['F16'])
  expect(F16.bytes).toBeLessThan(0.52 * F32.bytes)
  expect(F16.difference).toBeGreaterThan(0)
  expect(F16.difference).toBeLessThan(0.05)
  expect(BF16.difference).toBeGreaterThan(2 * F16.difference)
  expect(await core.models()).toHaveLength(before)
})

test('a model of GPT-2’s shape comes back under its names, and attention, sampling, surgery and the map’s tensors read it', async () => {
  const { core } = world
  await experiment(
    core,
    specOf(16, 5, 1),
    () => {},
    async ({ id }) => {
      const { examined, difference } = await roundTrip(core, id, TEXT, 'F32')
      expect(difference).toBe(0)
      expect(examined.format).toBe('gpt2')
      expect(examined.tensors.slice(0, 2).map(({ theirs }) => theirs)).toEqual(['transformer.wte.weight', 'transformer.wpe.weight'])
      const { fileName, data } = await core.exportZip(id, 'F32')
      const back = { id: (await core.importModel([{ name: fileName, data: data.slice().buffer }])).id }
      const [here, there] = [await core.attention({ id }, TEXT), await core.attention(back, TEXT)]
      expect(farthest(here.probabilities, there.probabilities)).toBe(0)
      const asked = { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1 }
      expect((await core.sample(back, 'The ', 5, asked, () => {})).text).toBe((await core.sample({ id }, 'The ', 5, asked, () => {})).text)
      const [pooled] = await core.pooledWeights(back, [{ name: 'h.1.attn.c_attn.weight', rows: 8, columns: 8 }])
      expect(pooled!.data.some((cell) => cell !== 0)).toBe(true)
      const { lossBefore, lossAfter } = await core.operate(back, { residuals: ['h.0.mlp'] })
      expect(lossBefore).toBeGreaterThan(1)
      expect(lossAfter).not.toBe(lossBefore)
      await core.remove(back.id)
    },
  )
})
