/** Every stair adds one change; what was trained is not trained again. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { parameterCount } from '../../../core/config.ts'
import { accepts } from '../../frame/params.ts'
import { CHANGES, specOf, variantOf } from './changes.ts'
import { differencesOf, nameOf, predicted, type Progress, readingsOf, step, verdictOf } from './climb.ts'
import widget from './widget.ts'

test('each stair is one change, and every way up can be built', () => {
  for (let i = 0; i < CHANGES.length; i++) {
    const kept = '1'.repeat(i)
    expect(Object.keys(variantOf(`${kept}1`))).toHaveLength(i + 1)
    expect(parameterCount({ ...specOf(`${kept}1`, 1).sizes, nVocab: 87 })).toBeGreaterThan(30_000)
    expect(variantOf(`${'0'.repeat(i)}1`)).toEqual(CHANGES[i]!.variant)
  }
  expect(nameOf('1000')).toBe('1')
})

test('all seven may be decided: then nothing is left to train, and the last stair is read', async () => {
  const losses = { '': [2, 2, 2], '0000001': [1.9, 1.8, 1.85] }
  const parameters = { '': 10, '0000001': 14 }
  const value = { costs: [], losses, parameters, seconds: 1 }
  expect(readingsOf(value, '0000001')).toMatchObject({ difference: expect.closeTo(-0.15), more: 4 })
  expect(readingsOf(value, '0000000')).toEqual(readingsOf(value, '000000'))
  expect(await step(null as never, value, '0000000', 3, () => {})).toBe(value)
  expect(accepts(widget.entries.kept, '1111111')).toBe(true)
  expect(accepts(widget.entries.kept, '11111111')).toBe(false)
})

test('a difference is one where its interval does not hold zero', () => {
  expect([verdictOf([-0.05, -0.06, -0.055]), verdictOf([0.05, 0.06, 0.055]), verdictOf([-0.05, 0.06, 0.01])]).toEqual([
    'better',
    'worse',
    'same',
  ])
})

test('six runs, and then three', { timeout: 300_000 }, async () => {
  const { core } = await openWorld()
  const reports: Progress[] = []
  const before = await predicted(core, 3)
  // RMSNorm and a model without biases have fewer numbers, grouped heads fewer still; a second table has a width for each of the vocabulary more.
  const [pre, rms, bare, , , grouped, untied] = before.costs.map(({ parameters }) => parameters)
  expect(pre).toBeGreaterThan(0)
  expect(Math.max(rms!, bare!, grouped!)).toBeLessThan(0)
  expect(untied).toBeGreaterThan(0.05)
  const first = await step(core, before, '', 3, (so) => reports.push(so))
  expect(reports.at(-1)).toMatchObject({ run: 5, runs: 6, kept: '1' })
  expect(differencesOf(first, '')).toHaveLength(3)
  const left = await step(core, first, '0', 3, (so) => reports.push(so))
  expect(reports.at(-1)).toMatchObject({ run: 2, runs: 3, kept: '01' })
  expect(left.losses['']).toBe(first.losses[''])
  // Without biases of norms there is less to learn.
  expect(readingsOf(left, '0')!.more).toBeLessThan(0)
  expect(readingsOf(left, '011')).toBe(null)
})
