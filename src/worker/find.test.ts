/** Texts that the worker finds: spelled, scored by the model itself, and the best of all where it says so. */
import { expect, it } from 'vitest'
import { openWorld } from '../../tests/support/world.ts'
import type { SearchAsked } from './protocol.ts'

const sampling = { temperature: 0.8, topK: 0, topP: 1, seed: 2, minP: 0.02, repetitionPenalty: 1.1 }
const asked: SearchAsked = { tokens: 6, beams: 3, lengthPenalty: 0, end: '', samples: [sampling], exact: 2000 }

it('finds texts in four ways; none is more probable than the exact one, and its probability is the model’s', async () => {
  const { core, handle } = await openWorld()
  const prompt = 'the people of th'
  const found = await core.search(handle, prompt, asked)
  const best = found.exact.best!
  const text = ({ tokens }: typeof best) => tokens.map(({ token }) => token).join('')
  for (const path of [found.greedy, ...found.beams.at(-1)!, ...found.samples]) {
    expect(path.tokens).toHaveLength(6)
    expect(path.sum).toBeLessThanOrEqual(best.sum + 1e-9)
  }
  const written = await core.sample(handle, prompt, 6, { ...sampling, temperature: 0, repetitionPenalty: 1, minP: 0 }, () => {})
  expect(text(found.greedy)).toBe(written.text)
  expect(text(found.samples[0]!)).toBe((await core.sample(handle, prompt, 6, sampling, () => {})).text)
  const { tensors } = await core.probe(handle, prompt + text(best), ['losses'])
  const tail = Array.from(tensors[0]!.data).slice(prompt.length - 1, prompt.length + 5)
  expect(tail.reduce((a, b) => a + b, 0)).toBeCloseTo(-best.sum, 3)
  expect(found.vocabulary).toBeGreaterThan(20)
})

it('ends at a token of the model’s, and says where it has none such', async () => {
  const { core, handle } = await openWorld()
  const found = await core.search(handle, 'We are', { ...asked, tokens: 40, end: '.', exact: 0, lengthPenalty: 1 })
  expect(found.ends).toBe(true)
  for (const path of found.beams.at(-1)!) expect(path.ended).toBe(path.tokens.at(-1)!.token === '.')
  expect((await core.search(handle, 'We are', { ...asked, end: '☃' })).ends).toBe(false)
  await expect(core.search(handle, 'We are', { ...asked, beams: 0 })).rejects.toMatchObject({ code: 'bad-argument' })
})

it('reads what comes after forced tokens', async () => {
  const { core, handle } = await openWorld()
  const plain = { temperature: 1, topK: 0, topP: 1, seed: 1 }
  const whole = await core.nextToken(handle, 'the people', plain)
  const begun = await core.nextToken(handle, 'the peo', plain)
  const ids = [...'ple'].map((letter) => begun.candidates.find(({ token }) => token === letter)!.id)
  expect(await core.nextToken(handle, 'the peo', plain, ids)).toEqual(whole)
})

it('times the next token with a cache and without, and refuses a text that leaves no room for it', async () => {
  const { core, handle, model } = await openWorld()
  const times = await core.cacheTimes(handle, [4, 40])
  expect(times.map(({ length }) => length)).toEqual([4, 40])
  for (const { whole, next } of times) expect(Math.min(whole, next)).toBeGreaterThanOrEqual(0)
  await expect(core.cacheTimes(handle, [model.config.nCtx])).rejects.toMatchObject({ code: 'bad-argument' })
})

it('gives passages of held-out text, from a word’s beginning on, and as many as fit', async () => {
  const { core, handle } = await openWorld()
  const passages = await core.passages(handle, 3, 30)
  expect(passages.map((tokens) => tokens.length)).toEqual([30, 30, 30])
  expect(new Set(passages.map((tokens) => tokens.join(''))).size).toBe(3)
  for (const [first] of passages) expect(first).toMatch(/\S/)
  await expect(core.passages(handle, 1_000_000, 30)).rejects.toMatchObject({ code: 'bad-argument' })
})
