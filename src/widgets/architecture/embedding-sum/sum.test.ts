/** Token's row plus place's row is what the model reads, everywhere. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { readingsOf, sumOf, twinOf } from './sum.ts'

test('the sum is the model’s own embedding; a token that stands twice has one row and two sums', async () => {
  const { core, handle, model } = await openWorld()
  const value = await sumOf(core, handle, model, 'the united states')
  expect(value.difference).toBeLessThan(1e-6)
  const t = value.tokens.indexOf('t')
  const twin = twinOf(value, t)!
  expect(value.rows[twin]!.token).toEqual(value.rows[t]!.token)
  expect(value.rows[twin]!.sum).not.toEqual(value.rows[t]!.sum)
  expect(readingsOf(value, t).alike).toBeLessThan(1)
  expect(readingsOf(value, value.tokens.indexOf('h')).alike).toBe(0)
})
