/** The open model's past: opened at a step, left again, branched from. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakePage, summary } from './testing/page.ts'

let core: ReturnType<typeof fakePage>['core']
let client: ReturnType<typeof fakePage>['client']
let state: ReturnType<typeof fakePage>['state']

beforeEach(() => {
  ;({ core, client, state } = fakePage())
})

describe('the past', () => {
  beforeEach(async () => {
    core.models = [summary('m', 100)]
    await state().start()
    await vi.waitFor(() => expect(state().run?.past).toEqual([0, 50, 100]))
  })

  test('is opened at a step, stays open there when the list is read anew, and is left again', async () => {
    await state().openAt(50)
    expect(state()).toMatchObject({ at: 50, current: { id: 'm', step: 50 } })
    client.rename = async (id, name) => {
      core.models = core.models.map((m) => (m.id === id ? { ...m, name } : m))
    }
    await state().rename('m', 'Ahab')
    expect(state()).toMatchObject({ at: 50, current: { name: 'Ahab', step: 50 } })
    await state().openAt(100)
    expect(state()).toMatchObject({ at: null, current: { step: 100 } })
  })

  test('of quick moves the last one counts', async () => {
    vi.mocked(client.describe!).mockClear()
    await Promise.all([0, 50, 0, 50].map((step) => state().openAt(step)))
    expect(state().at).toBe(50)
    expect(client.describe).toHaveBeenCalledTimes(1)
  })

  test('is branched from, with what was changed', async () => {
    await state().openAt(50)
    await state().branch(50, { learningRate: 3e-3 })
    const branch = { step: 50, training: { learningRate: 3e-3 } }
    expect(client.run).toHaveBeenCalledWith({ kind: 'branch', keep: true, modelId: 'm', branch }, expect.any(Function))
    expect(state()).toMatchObject({
      at: null,
      current: { id: 'm-branch' },
      run: { modelId: 'm-branch', status: 'running', step: 50, curve: [] },
    })
    expect(state().run?.spec?.training.learningRate).toBe(3e-3)
    await state().openAt(0)
    expect(state().at, 'a run is under way').toBeNull()
  })

  test('that cannot be computed says why, and what was open stays', async () => {
    vi.mocked(client.describe!).mockRejectedValueOnce({ code: 'bad-text', message: 'changed', hint: 'add it' })
    await state().openAt(50)
    expect(state()).toMatchObject({ at: null, current: { step: 100 }, failures: { past: { message: 'changed' } } })
  })
})
