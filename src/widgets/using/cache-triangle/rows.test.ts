/** A triangle has n(n + 1)/2 rows, its diagonal n; what is timed is what the core measured. */
import { expect, test, vi } from 'vitest'
import { rowsOf, timed } from './rows.ts'

test('rows with and without', () => {
  for (const n of [2, 7, 48]) {
    const all = Array.from({ length: n }, (_, t) => t + 1).reduce((a, b) => a + b, 0)
    expect(rowsOf(n)).toMatchObject({ without: all, with: n })
  }
})

test('no text is timed that leaves no room for a next token', async () => {
  const cacheTimes = vi.fn(async (_: unknown, lengths: readonly number[]) => lengths.map((length) => ({ length, whole: 2, next: 1 })))
  const core = { describe: async () => ({ config: { nCtx: 64 } }), cacheTimes } as never
  const times = await timed(core, { id: 'm' })
  expect(times.map(({ length }) => length)).toEqual([8, 16, 32, 48])
  await expect(timed(core, null)).rejects.toThrow('No model is open yet')
})
