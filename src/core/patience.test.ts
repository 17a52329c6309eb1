/** An answer that does not come is waited for so long and no longer. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { patience } from './patience.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const never = new Promise<never>(() => {})
const refuse = (seconds: number) => new Error(`nothing for ${seconds} s`)

it('hands on what comes in time, and leaves no timer', async () => {
  expect(await patience(2).within(Promise.resolve(7), refuse)).toBe(7)
  await expect(patience(2).within(Promise.reject(new Error('its own')), refuse)).rejects.toThrow('its own')
  expect(vi.getTimerCount()).toBe(0)
})

it('gives up on what never comes, and hears it when it comes late', async () => {
  let answer!: (value: string) => void
  const late = vi.fn()
  const slow = new Promise<string>((resolve) => {
    answer = resolve
  })
  const waiting = expect(patience(2).within(slow, refuse, late)).rejects.toThrow('nothing for 2 s')
  await vi.advanceTimersByTimeAsync(3000)
  await waiting
  answer('at last')
  await vi.advanceTimersByTimeAsync(0)
  expect(late).toHaveBeenCalledWith('at last')
  expect(vi.getTimerCount()).toBe(0)
})

it('as long as others are answered, waits on', async () => {
  const shared = patience(2)
  const refused = vi.fn()
  shared.within(never, refuse).catch(refused)
  for (let second = 0; second < 10; second++) {
    await shared.within(Promise.resolve(), refuse)
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(refused).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(3000)
  expect(refused).toHaveBeenCalledOnce()
})
