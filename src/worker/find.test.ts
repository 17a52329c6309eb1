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
