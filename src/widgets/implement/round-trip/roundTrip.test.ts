/** A file that comes back is compared number by number: the same one is the same, a changed one is caught where it changed. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { compare, SAME } from './compare.ts'

const TEXT = 'the people of the united states'

test('the same file is the same model; halves change every matrix, and little', async () => {
  const { core, model } = await openWorld()
  const bring = async (as: 'F32' | 'F16') => {
    const { fileName, data } = await core.exportZip(model.id, as)
    return core.importModel([{ name: fileName, data: data.slice().buffer }])
  }
  const same = await compare(core, model, await bring('F32'), TEXT)
  expect(same.logits).toBe(0)
  expect(same.tensors.every(({ change }) => change === 0)).toBe(true)
  expect(same.after).toBe(same.before)
  const halves = await compare(core, model, await bring('F16'), TEXT)
  expect(halves.logits).toBeGreaterThan(SAME / 100)
  expect(halves.tensors.filter(({ change }) => change > 0).length).toBeGreaterThan(40)
  for (const { change, size } of halves.tensors) expect(change).toBeLessThanOrEqual(size * 2 ** -11)
})
