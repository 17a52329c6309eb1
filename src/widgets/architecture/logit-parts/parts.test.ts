/** The terms add up to the model's own lead, for any pair of tokens; a cut is the core's. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { measure } from '../../frame/measure.ts'
import { partsOf } from './parts.ts'
import { throughNorm } from './throughNorm.ts'
import widget from './widget.ts'

const TEXT = 'the people of the united st'

test('a norm with its spread held is linear', () => {
  const x = Float64Array.of(1, 4, -2, 3)
  const ln = { weight: Float64Array.of(2, 1, 0.5, 1), bias: Float64Array.of(0, 1, 0, -1) }
  const d = Float64Array.of(1, -1, 2, 0)
  const mean = 1.5
  const spread = Math.sqrt([...x].reduce((sum, v) => sum + (v - mean) ** 2, 0) / 4 + 1e-5)
  const direct = x.reduce((sum, v, c) => sum + d[c]! * ((ln.weight[c]! * (v - mean)) / spread + ln.bias[c]!), 0)
  const { direction, bias } = throughNorm(d, x, ln, 1e-5)
  expect(direction.reduce((sum, v, c) => sum + v * x[c]!, 0) + bias).toBeCloseTo(direct, 12)
})

test('the terms are the lead, whichever tokens are compared', async () => {
  const world = await openWorld()
  for (const given of [{}, { forToken: 'e', against: 'o' }, { forToken: 'z' }])
    expect((await measure(widget, { text: TEXT, ...given }, world)).error).toBeLessThan(2e-3)
})

test('what is cut is cut in the core, and what cannot be has no number', async () => {
  const { core, handle, model } = await openWorld()
  const { lead, parts, for: first, against } = await partsOf(core, handle, model, { text: TEXT, by: 'cut' })
  const silent = parts.find(({ key }) => key === 'h.3.mlp')!
  const { candidates } = await core.nextToken({ ...handle, without: { silent: ['h.3.mlp'] } }, TEXT, {
    temperature: 1,
    topK: 0,
    topP: 1,
    seed: 1,
  })
  const logit = (id: number) => candidates.find((each) => each.id === id)!.logit
  expect(lead - silent.cut!).toBeCloseTo(logit(first.id) - logit(against.id), 6)
  expect(parts.filter(({ cut }) => cut === null).map(({ key }) => key)).toEqual(['token', 'place', 'biases'])
})
