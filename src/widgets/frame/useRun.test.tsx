/** What a button starts ends in a value or in a failure; what was stopped, from wherever, is neither. */
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { STOPPED } from '../../experiments/within.ts'
import { prepare } from '../testing/session.ts'
import { type RunWork, useRun } from './useRun.ts'

beforeEach(() => void prepare())
afterEach(cleanup)

const started = (work: RunWork<string, number>) => {
  const { result } = renderHook(() => useRun(work, 'before'))
  act(() => result.current.start())
  return result
}

test('a failure is shown, and can be dismissed', async () => {
  const ran = started(async () => {
    throw { code: 'out-of-memory', message: 'There is no room.', hint: 'Take a smaller one.' }
  })
  await waitFor(() => expect(ran.current).toMatchObject({ busy: false, error: { message: 'There is no room.' }, value: 'before' }))
  act(() => ran.current.dismiss())
  expect(ran.current.error).toBeNull()
})

test('what was stopped in the list of all that runs, or taken back before its turn, is no failure', async () => {
  for (const reason of [STOPPED, { code: 'stopped', message: 'It was taken back before its turn came.', hint: 'Start it again.' }]) {
    const ran = started(async () => {
      throw reason
    })
    await waitFor(() => expect(ran.current.busy).toBe(false))
    expect(ran.current).toMatchObject({ error: null, value: 'before' })
  }
})
