/** The formula counts what the core's plan keeps where each head has its own; shared heads divide it. */
import { expect, test } from 'vitest'
import { accountOf } from '../../../core/train/account.ts'
import { PUBLISHED } from '../../../facts/models.ts'
import { cacheBytes, keyValueHeads, rowsOf } from './bytes.ts'

test('GPT-1 and GPT-2, as the core plans them', () => {
  for (const { config } of PUBLISHED.filter(({ id }) => ['gpt1', 'gpt2-small'].includes(id))) {
    const own = cacheBytes(config, config.nHead, 4)
    expect(own).toBe(accountOf(config).bytes.cache)
    for (const shared of [3, 1]) expect(cacheBytes(config, shared, 4)).toBe((own * shared) / config.nHead)
  }
})

test('heads are shared evenly, by at least as many', () => {
  expect([1, 2, 4, 8, 0].map((sharing) => keyValueHeads(12, sharing))).toEqual([12, 6, 3, 1, 1])
  expect(keyValueHeads(25, 2)).toBe(5)
  for (const { keyValue, config } of rowsOf(8, 2)) expect(config.nHead % keyValue).toBe(0)
})
