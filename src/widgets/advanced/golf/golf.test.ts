/** A stroke measures the file and nothing else, and leaves nothing behind. */
import { expect, test } from 'vitest'
import { tinyTrained } from '../../../../tests/support/tinyTrained.ts'
import { asItIs, stroke } from './golf.ts'

test('fewer bits make a smaller file, which is asked itself', { timeout: 300_000 }, async () => {
  const { core, model } = await tinyTrained()
  const before = (await core.models()).length
  const [floats, four] = [await stroke(core, model, 32), await stroke(core, model, 4)]
  expect(floats.bytes).toBe((await core.exportZip(model.id)).data.length)
  // Nothing is lost on the way through the file.
  expect(await asItIs(core, model)).toEqual({ bytes: floats.bytes, bitsPerCharacter: floats.bitsPerCharacter })
  expect(four.bytes).toBeLessThan(floats.bytes)
  expect(four.bitsPerCharacter).not.toBe(floats.bitsPerCharacter)
  expect(await core.models()).toHaveLength(before)
})
