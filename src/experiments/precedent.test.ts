/** What stands on a figure's axes before its own runs is a run that took place, and of the same text. */
import { expect, test } from 'vitest'
import { openWorld } from '../../tests/support/world.ts'
import type { TextRef } from '../worker/protocol.ts'
import { precedentOf } from './precedent.ts'

const TEXT: TextRef = { kind: 'bundled', id: 'state-of-the-union' }

test('the open model’s run in its own numbers, or another’s that read the text', async () => {
  const { core, model } = await openWorld()
  const found = (await precedentOf(core, model, TEXT))!
  const { spec, step } = model
  expect(found).toMatchObject({ parameters: model.parameters, loss: model.validationLoss, bigram: model.bigramLoss, curve: model.curve })
  expect(found.tokens).toBe(step * spec!.training.batch * spec!.sizes.nCtx)
  // 6 operations for each parameter and token, and what attention adds.
  expect(found.flops / (6 * found.parameters * found.tokens)).toBeGreaterThan(0.9)
  expect(found.flops / (6 * found.parameters * found.tokens)).toBeLessThan(1.5)
  expect((await precedentOf(core, null, TEXT))?.parameters).toBe(model.parameters)
  expect((await precedentOf(core, { ...model, step: 0 }, TEXT))?.model.id).toBe('first')
  expect(await precedentOf(core, model, { kind: 'bundled', id: 'moby-dick' })).toBe(null)
})
