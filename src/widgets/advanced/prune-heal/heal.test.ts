/** Heads are cut from a real model, and what is left learns on: each against the whole model, which stays as it was. */
import { expect, test } from 'vitest'
import { tinyTrained } from '../../../../tests/support/tinyTrained.ts'
import { healingOf, type Progress, prune, readingsOf, whole } from './heal.ts'

test('the whole model is measured first; then it is cut, and healed', { timeout: 300_000 }, async () => {
  const { core, model } = await tinyTrained()
  const before = await whole(core, model)
  // It was measured on the same windows at the end of its training.
  expect(before.before).toBeCloseTo(model.validationLoss!, 5)
  expect(readingsOf(before)).toEqual({ before: before.before })
  const reports: Progress[] = []
  const cut = await prune(core, model, { heads: 1, steps: 40, seed: 1 }, (so) => reports.push(so), before)
  const [one] = cut.done
  // One of two heads of a layer of width 16: three columns of 8 with their biases, and eight rows back.
  expect(model.parameters - one!.parameters).toBe(3 * 8 * 16 + 3 * 8 + 8 * 16)
  expect(one!.cut).not.toBe(before.before)
  expect(one!.healed).toBeLessThan(one!.cut)
  expect(readingsOf(cut)).toMatchObject({ heads: 1, cut: one!.cut - before.before, healed: one!.healed - before.before })
  expect(reports[0]).toEqual({ cut: null, curve: [] })
  expect(reports.at(-1)).toMatchObject({ cut: one!.cut })
  const again = await prune(core, model, { heads: 1, steps: 3, seed: 1 }, () => {}, cut)
  expect(again.done.map(({ steps }) => steps)).toEqual([3])
  expect(again.done[0]!.cut).toBe(one!.cut)
  expect((await core.describe({ id: model.id })).parameters).toBe(model.parameters)
})

test('a tenth of the steps warms up, whatever their number', () => {
  expect(healingOf(120, 7)).toMatchObject({ steps: 120, warmup: 12, seed: 7 })
  expect(healingOf(40, 1).learningRate).toBe(healingOf(400, 1).learningRate)
})
