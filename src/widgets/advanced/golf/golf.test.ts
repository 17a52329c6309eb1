/** A stroke measures the file and nothing else, and leaves nothing behind. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { trainOn } from '../../../worker/testing/environment.ts'
import { weighAll } from '../size-chart/sizes.ts'
import { stroke, TEXT } from './golf.ts'

test('fewer bits make a smaller file, which is asked itself', { timeout: 300_000 }, async () => {
  const { core } = await openWorld()
  const spec = {
    text: TEXT,
    sizes: { nLayer: 1, nHead: 2, nEmbd: 16, nCtx: 16, dropout: 0 },
    training: { batch: 4, steps: 30, learningRate: 1e-2, warmup: 5, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 1 },
    samplePrompt: 'The ',
  }
  const { jobId, model } = await trainOn(core, spec, () => {})
  await core.stop(jobId)
  const trained = await core.describe({ id: model.id })
  const before = (await core.models()).length
  const [floats, four] = [await stroke(core, trained, 32), await stroke(core, trained, 4)]
  expect(floats.bytes).toBe((await core.exportZip(trained.id)).data.length)
  expect(four.bytes).toBeLessThan(floats.bytes)
  expect(four.bitsPerCharacter).not.toBe(floats.bitsPerCharacter)
  expect(await core.models()).toHaveLength(before)
  const sizes = await weighAll(core, trained, () => {})
  expect(sizes.map(({ bits }) => bits)).toEqual([32, 8, 6, 4, 3, 2])
  expect(sizes.every(({ bytes }, i) => i === 0 || bytes < sizes[i - 1]!.bytes)).toBe(true)
  expect(sizes.find(({ bits }) => bits === 4)!.bytes).toBeCloseTo(four.bytes, -3)
  expect(await core.models()).toHaveLength(before)
})
