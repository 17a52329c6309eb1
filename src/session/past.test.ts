/** The open model's past: opened at a step, left again, branched from. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { besideKept, nearestKept, pastOf, stepsToCompute, within } from './scrubber.ts'
import type { RunView } from './state.ts'
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

  test('while the pointer moves only kept states are opened, and the step itself where it rests', async () => {
    vi.mocked(client.describe!).mockClear()
    for (const step of [96, 70, 44, 38]) state().scrub(step)
    expect(state().pointer).toEqual({ step: 38, rests: false })
    await vi.waitFor(() => expect(state().at).toBe(50))
    await vi.waitFor(() => expect(state()).toMatchObject({ at: 38, pointer: null, current: { step: 38 } }))
    expect(vi.mocked(client.describe!).mock.calls).toEqual([[{ id: 'm', step: 50 }], [{ id: 'm', step: 38 }]])
    state().scrub(1000)
    await vi.waitFor(() => expect(state()).toMatchObject({ at: null, pointer: null, current: { step: 100 } }))
  })

  test('a step that is being computed holds up no kept one, and comes to nothing when the pointer has gone on', async () => {
    let compute: () => void = () => {}
    vi.mocked(client.describe!).mockImplementation(async ({ id, step }) => {
      if (step === 38) await new Promise<void>((done) => (compute = done))
      return { ...core.models.find((m) => m.id === id)!, step: step ?? 100 }
    })
    state().scrub(38)
    await vi.waitFor(() => expect(state().pointer?.rests).toBe(true))
    state().scrub(3)
    await vi.waitFor(() => expect(state().at).toBe(0))
    compute()
    await vi.waitFor(() => expect(state()).toMatchObject({ at: 3, pointer: null }))
  })

  test('goes back to now when another model is opened, or the run goes on', async () => {
    core.models = [summary('m', 100), summary('other', 10)]
    state().scrub(20)
    await vi.waitFor(() => expect(state().at).toBe(20))
    await state().open('other')
    expect(state()).toMatchObject({ at: null, pointer: null, current: { id: 'other' } })
    await state().open('m')
    await state().openAt(50)
    state().scrub(30)
    await state().resume('m', 200)
    expect(state()).toMatchObject({ at: null, pointer: null, run: { status: 'running' } })
    state().scrub(20)
    expect(state().pointer, 'a run is under way').toBeNull()
  })
})

test('the past of a model is what is kept and now; where nothing is kept there is none', () => {
  const model = summary('m', 90)
  const run = { modelId: 'm', status: 'stopped', past: [10, 40, 90], totalSteps: 100 } as unknown as RunView
  const past = pastOf({ current: model, run, models: [model] })!
  expect(past).toEqual({ kept: [10, 40, 90], first: 10, newest: 90, planned: 100 })
  expect([0, 24, 25, 66, 400].map((step) => nearestKept(past, step))).toEqual([10, 10, 40, 90, 90])
  expect([-5, 12.4, 99].map((step) => within(past, step))).toEqual([10, 12, 90])
  expect([10, 40, 60, 90].map((step) => [besideKept(past, step, -1), besideKept(past, step, 1)])).toEqual([
    [10, 40],
    [10, 90],
    [40, 90],
    [40, 90],
  ])
  expect(stepsToCompute(past, 60)).toBe(20)
  for (const other of [
    { ...run, past: [90] },
    { ...run, past: [] },
    { ...run, status: 'running' as const },
    { ...run, modelId: 'x' },
    null,
  ])
    expect(pastOf({ current: model, run: other, models: [model] })).toBeNull()
})
