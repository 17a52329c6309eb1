/** The next run's draft: what is suggested, changed and estimated. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createSession } from './session.ts'
import { fakePage, spec, text } from './testing/page.ts'

let client: ReturnType<typeof fakePage>['client']
let keep: ReturnType<typeof fakePage>['keep']
let state: ReturnType<typeof fakePage>['state']

beforeEach(() => {
  ;({ client, keep, state } = fakePage())
})

describe('the draft', () => {
  test('a start loads the lists and a suggested run with its estimate', async () => {
    await state().start()
    expect(state().device?.adapter).toBe('CPU')
    expect(state().draft).toEqual(spec)
    await vi.waitFor(() => expect(state().estimate?.parameters).toBe(32))
  })

  test('many quick changes are estimated together, and the last one counts', async () => {
    await state().start()
    await vi.waitFor(() => expect(state().estimate).not.toBeNull())
    vi.mocked(client.estimate).mockClear()
    for (let width = 34; width <= 64; width += 2) state().editSizes({ nEmbd: width })
    await vi.waitFor(() => expect(state().estimate?.parameters).toBe(64))
    expect(vi.mocked(client.estimate).mock.calls.length).toBeLessThan(4)
  })

  test('another number of steps takes warm-up and evaluations along, unless they were chosen by hand', async () => {
    await state().start()
    state().editTraining({ steps: 1500, warmup: 150, evalEvery: 150 })
    state().editTraining({ steps: 3000 })
    expect(state().draft?.training).toMatchObject({ steps: 3000, warmup: 300, evalEvery: 300 })
    state().editTraining({ warmup: 20 })
    state().editTraining({ steps: 500 })
    expect(state().draft?.training).toMatchObject({ steps: 500, warmup: 20, evalEvery: 100 })
  })

  test('a page opened again sizes its run by the speed that was measured first, until the device is clearly another', async () => {
    const suggest = vi.mocked(client.suggest)
    const measured = async (gflopsPerSecond: number, adapter = 'CPU') => {
      vi.mocked(client.start).mockResolvedValueOnce({ kind: 'wasm', adapter, threads: 1, software: false, gflopsPerSecond, reason: 'test' })
      await createSession(client, keep).getState().start()
      return suggest.mock.lastCall?.[1]
    }
    expect(await measured(50)).toBe(50)
    expect(await measured(64)).toBe(50)
    expect(await measured(39)).toBe(50)
    expect(await measured(300)).toBe(300)
    expect(await measured(200, 'another')).toBe(200)
  })

  test('an impossible size says why and keeps what was there', async () => {
    await state().start()
    state().editSizes({ nEmbd: 33 })
    await vi.waitFor(() => expect(state().draftError).toEqual({ code: 'bad-config', message: 'nEmbd 33', hint: 'Try 32.' }))
    state().editSizes({ nEmbd: 48 })
    await vi.waitFor(() => expect(state().draftError).toBeNull())
  })
})

test('the draft takes a variant, and another family without one', async () => {
  await state().start()
  state().editVariant({ norm: 'pre' })
  state().editVariant({ biases: false })
  expect(state().draft?.sizes.variant).toEqual({ norm: 'pre', biases: false })
  state().chooseFamily('rnn')
  expect(state().draft?.sizes).toEqual({ ...spec.sizes, family: 'rnn' })
  state().chooseFamily('gpt')
  expect(state().draft?.sizes).toEqual(spec.sizes)
})

test('another text brings the prompt of its samples, also when sizes were changed by hand; a typed prompt stays', async () => {
  await state().start()
  const other = { kind: 'bundled', id: 'speeches' } as const
  vi.mocked(client.suggest).mockImplementation(async (ref) => ({
    ...spec,
    text: ref,
    samplePrompt: ref.id === 'speeches' ? 'Fellow' : 'a',
  }))
  state().editSizes({ nEmbd: 64 })
  await state().chooseText(other)
  expect(state().draft).toMatchObject({ text: other, samplePrompt: 'Fellow', sizes: { nEmbd: 64 } })
  state().setRunPrompt('mine')
  await state().chooseText(text.ref)
  expect(state().draft).toMatchObject({ text: text.ref, samplePrompt: 'mine' })
})
