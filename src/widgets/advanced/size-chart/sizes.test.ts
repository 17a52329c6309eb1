/** Every form of a model is packed, weighed and asked in turn; what is known is not weighed again, and nothing is left behind. */
import { expect, test, vi } from 'vitest'
import { tinyTrained } from '../../../../tests/support/tinyTrained.ts'
import { levelsOf, weigh, weighAll } from './sizes.ts'

test('fewer and fewer bits, smaller and smaller files', { timeout: 300_000 }, async () => {
  const { core, model } = await tinyTrained()
  const before = (await core.models()).length
  const whole = await weigh(core, model, 32)
  expect(whole.bytes).toBe((await core.exportZip(model.id)).data.length)
  // What ran last in training was measured on the same windows.
  expect(whole.bitsPerCharacter).toBeCloseTo(model.bitsPerCharacter!, 5)
  const ran = vi.spyOn(core, 'run')
  const heard: number[] = []
  const sizes = await weighAll(core, model, (so) => heard.push(so.length), [whole])
  expect(sizes.map(({ bits }) => bits)).toEqual([32, 8, 6, 4, 3, 2])
  expect(sizes[0]).toBe(whole)
  expect(ran.mock.calls.map(([{ kind }]) => kind)).toEqual(new Array(5).fill('quantize'))
  expect(heard).toEqual([1, 2, 3, 4, 5, 6])
  expect(sizes.every(({ bytes }, i) => i === 0 || bytes < sizes[i - 1]!.bytes)).toBe(true)
  expect(await core.models()).toHaveLength(before)
  // One that is packed already has no more bits to give.
  expect(levelsOf({ ...model, kind: 'quantized', bits: 4 })).toEqual([4, 3, 2])
})
