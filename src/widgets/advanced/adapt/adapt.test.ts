/** A real model learns another text: by adapters, whose product is thin, or with all weights; what is gained and what is forgotten. */
import { expect, test } from 'vitest'
import { tinyTrained } from '../../../../tests/support/tinyTrained.ts'
import { accepts } from '../../frame/params.ts'
import { adapt, inOrder, rankWithin, readingsOf, untouched } from './adapt.ts'
import widget from './widget.ts'

test('rank 1 and all weights, from the same start', { timeout: 300_000 }, async () => {
  const { core, model } = await tinyTrained()
  const before = await untouched(core, model)
  expect(before.before.own).toBeCloseTo(model.validationLoss!, 5)
  expect(before.before.loss).not.toBe(before.before.own)
  expect(readingsOf(before)).toEqual({ before: before.before.loss })
  const models = (await core.models()).length
  const thin = await adapt(core, model, { way: '1', steps: 40, seed: 1 }, () => {}, before)
  const [one] = thin.done
  expect(one!.loss).toBeLessThan(before.before.loss)
  expect(one!.trainable).toBeLessThan(model.parameters / 2)
  expect([thin.columns, one!.change.length]).toEqual([16, 256])
  expect(rankOneMiss(one!.change, 16)).toBeLessThan(1e-3)
  expect(readingsOf(thin)).toMatchObject({ gain: before.before.loss - one!.loss, forgotten: one!.own - before.before.own })
  const both = await adapt(core, model, { way: 'all', steps: 40, seed: 1 }, () => {}, thin)
  expect(both.done.map(({ way }) => way)).toEqual(['1', 'all'])
  expect(both.done[1]!.trainable).toBe(model.parameters)
  expect(rankOneMiss(both.done[1]!.change, 16)).toBeGreaterThan(0.05)
  // The open model itself has learned nothing.
  expect((await untouched(core, model)).before).toEqual(before.before)
  expect(await core.models()).toHaveLength(models)
})

test('any rank up to the width of the model, the table by rank with all weights last', { timeout: 300_000 }, async () => {
  const { core, model } = await tinyTrained()
  const before = await untouched(core, model)
  let so = before
  for (const way of ['13', 'all', '3', rankWithin('999', model.config)])
    so = await adapt(core, model, { way, steps: 20, seed: 1 }, () => {}, so)
  expect(inOrder(so.done).map(({ way }) => way)).toEqual(['3', '13', '16', 'all'])
  const [three, thirteen] = inOrder(so.done)
  expect(thirteen!.trainable / three!.trainable).toBeCloseTo(13 / 3, 10)
  for (const { loss } of so.done) expect(loss).toBeLessThan(before.before.loss)
  const taken = (way: string) => accepts(widget.entries.way, way)
  expect(['1', '7', '128', 'all'].map(taken)).toEqual([true, true, true, true])
  expect(['0', '-1', '2.5', 'none', '', '99999'].map(taken)).toEqual([false, false, false, false, false, false])
})

/** Of a matrix that is one column times one row every 2×2 minor is 0: the largest, relative to the largest square. */
function rankOneMiss(matrix: Float32Array, columns: number): number {
  const largest = matrix.reduce((best, value, i) => (Math.abs(value) > Math.abs(matrix[best]!) ? i : best), 0)
  const [row, column] = [Math.floor(largest / columns), largest % columns]
  const minors = Array.from(matrix, (value, i) => {
    const [r, c] = [Math.floor(i / columns), i % columns]
    return Math.abs(value * matrix[largest]! - matrix[r * columns + column]! * matrix[row * columns + c]!)
  })
  return Math.max(...minors) / matrix[largest]! ** 2
}
