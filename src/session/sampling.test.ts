/** The sampler: its prompt, the distribution after it, its dice. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakePage, candidate, next, spec, summary } from './testing/page.ts'

let core: ReturnType<typeof fakePage>['core']
let client: ReturnType<typeof fakePage>['client']
let state: ReturnType<typeof fakePage>['state']

beforeEach(() => {
  ;({ core, client, state } = fakePage())
})

describe('the sampler', () => {
  beforeEach(async () => {
    core.models = [summary('m', 100)]
    await state().start()
  })

  test('an opened model brings its own prompt, until one is typed', async () => {
    expect(state().sampler.prompt).toBe(spec.samplePrompt)
    state().setPrompt('mine')
    await state().open('m')
    expect(state().sampler.prompt).toBe('mine')
  })

  test('the speed of one model is not shown beside another', async () => {
    core.models = [summary('m', 100), summary('other', 10)]
    await state().sample()
    expect(state().sampler.tokensPerSecond).toBe(50)
    await state().open('other')
    expect(state().sampler.tokensPerSecond).toBeNull()
  })

  test('the distribution follows the prompt', async () => {
    state().setPrompt('b')
    await vi.waitFor(() => expect(client.nextToken).toHaveBeenLastCalledWith({ id: 'm' }, 'b', state().sampler.settings))
    await vi.waitFor(() => expect(state().sampler.next).toEqual(next))
  })

  test('a sample collects its tokens', async () => {
    state().setCount(7)
    await state().sample()
    expect(state().sampler).toMatchObject({ busy: false, tokensPerSecond: 50 })
    expect(state().sampler.tokens).toHaveLength(7)
  })

  test('a roll shows its dice first and joins the text at the next roll', async () => {
    state().setPrompt('b')
    await state().roll()
    expect(state().sampler.rolled?.dice).toBe(0.25)
    expect(state().sampler.tokens).toHaveLength(0)
    await state().roll()
    expect(state().sampler.tokens).toHaveLength(1)
    expect(client.nextToken).toHaveBeenLastCalledWith({ id: 'm' }, 'ba', state().sampler.settings)
  })
})

test('the same dice fall anew when the distribution changes', async () => {
  core.models = [summary('m', 100)]
  await state().start()
  state().setPrompt('b')
  await vi.waitFor(() => expect(state().sampler.next).toEqual(next))
  await state().roll()
  expect(state().sampler.rolled).toEqual({ id: 1, token: 'a', probability: 0.6, dice: 0.25 })
  vi.mocked(client.nextToken).mockResolvedValue({
    ...next,
    candidates: [candidate(2, 'b', 0.2), candidate(1, 'a', 0), candidate(0, 'c', 0.8)],
  })
  state().setSampling({ temperature: 2 })
  await vi.waitFor(() => expect(state().sampler.rolled).toEqual({ id: 0, token: 'c', probability: 0.8, dice: 0.25 }))
})
