/** A device whose answers come late whatever is asked: several tokens come with each. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Decoder, Draw } from './decoder.ts'
import { generate } from './generate.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settings = { temperature: 1, topK: 0, topP: 1, seed: 1 }

/** How many tokens each answer had, and after how long the text was there. */
async function writing({ late = 0, perToken = 0, prompt = 0 }, count = 100) {
  const answers: number[] = []
  const decoder = {
    room: () => 1000,
    async draw(_: number[], draws: readonly Draw[]) {
      const ms = late + perToken * draws.length + (answers.length === 0 ? prompt : 0)
      await new Promise((resolve) => setTimeout(resolve, ms))
      answers.push(draws.length)
      return draws.map(() => ({ id: 0, probability: 1 }))
    },
  } as unknown as Decoder
  const begun = performance.now()
  const done = (async () => {
    for await (const _ of generate(decoder, [1], count, settings));
    return performance.now() - begun
  })()
  await vi.runAllTimersAsync()
  return { answers, ms: await done }
}

it('100 ms late, as Firefox maps buffers: 100 tokens in less than 1.5 s', async () => {
  const { answers, ms } = await writing({ late: 100, perToken: 1 })
  expect(Math.max(...answers)).toBe(16)
  expect(ms).toBeLessThan(1500)
})

it('slow by itself: one token or two at a time, however long the prompt took', async () => {
  const { answers } = await writing({ perToken: 120, prompt: 5000 })
  expect(Math.max(...answers)).toBeLessThanOrEqual(2)
})

it('quick: as many as can be heard in between', async () => {
  const { answers } = await writing({ perToken: 0.2 })
  expect(answers[1]).toBe(16)
})
