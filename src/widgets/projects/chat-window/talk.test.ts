/** Lines are said in order, each after the answers before it; empty ones are none. */
import { expect, test } from 'vitest'
import type { ChatTurn, CoreApi } from '../../../worker/protocol.ts'
import { linesOf, readingsOf, talk } from './talk.ts'

const core = {
  chat: async (_: unknown, before: readonly ChatTurn[], said: string) => ({
    answer: said === 'Why?' ? 'I do not know.' : `${before.length}`,
    fallen: Math.max(0, before.length - 1),
    lengths: [9, said.length + 2].slice(before.length === 0 ? 1 : 0),
    nCtx: 32,
  }),
} as unknown as CoreApi

test('each line is answered after those before it', async () => {
  const talked = await talk(core, 'Tom came.\n\n  Who?  \nWhy?', new AbortController().signal)
  expect(talked.turns).toEqual([
    { said: 'Tom came.', answered: '0' },
    { said: 'Who?', answered: '1' },
    { said: 'Why?', answered: 'I do not know.' },
  ])
  expect(readingsOf(talked)).toEqual({ turns: 3, fallen: 1, used: 15, unknown: 1 })
})

test('what is given up is not said to its end', async () => {
  await expect(talk(core, 'Tom came.', AbortSignal.abort())).rejects.toThrow()
})

test('no more lines than a window could hold are said', () => expect(linesOf('a\n'.repeat(40))).toHaveLength(12))
