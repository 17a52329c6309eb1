/** The learner's runs: what is asked, how events become the run on show, what is dropped, saves that failed, steps that come twice. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { openVersion } from './state.ts'
import { fakePage, metrics, summary } from './testing/page.ts'
import { underWay } from './training.ts'

let core: ReturnType<typeof fakePage>['core']
let client: ReturnType<typeof fakePage>['client']
let keep: ReturnType<typeof fakePage>['keep']
let state: ReturnType<typeof fakePage>['state']

beforeEach(() => {
  ;({ core, client, keep, state } = fakePage())
})

describe('runs', () => {
  beforeEach(() => state().start())

  test('events become the run on show', async () => {
    await state().train()
    core.emit({ type: 'steps', steps: [metrics(1), metrics(2)] })
    core.emit({
      type: 'evaluation',
      evaluation: { step: 2, trainLoss: 2, validationLoss: 2.1, bitsPerCharacter: 3 },
    })
    core.emit({ type: 'saved', step: 2, at: 7 })
    expect(state().run).toMatchObject({ status: 'running', step: 2, savedStep: 2, savedAt: 7, bigramLoss: 1 })
    expect(state().run?.curve).toHaveLength(2)
    expect(state().run?.evaluations).toHaveLength(1)
    expect(underWay.has(keep, { id: 'm1' })).toBe(true)
    core.emit({ type: 'ended', status: 'done', step: 100 })
    expect(state().run?.status).toBe('done')
    expect(underWay.has(keep, { id: 'm1' })).toBe(false)
  })

  test('the weights that are asked have one name, which an evaluation, an earlier step and the end change, and a save does not', async () => {
    await state().train()
    expect(openVersion(state())).toBe('m1@0')
    core.emit({ type: 'evaluation', evaluation: { step: 25, trainLoss: 3, validationLoss: 3, bitsPerCharacter: 4 } })
    core.emit({ type: 'steps', steps: [metrics(26), metrics(27)] })
    core.emit({ type: 'saved', step: 27, at: 7 })
    expect(openVersion(state())).toBe('m1@25')
    core.emit({ type: 'ended', status: 'stopped', step: 30 })
    expect(openVersion(state())).toBe('m1@30')
    expect(openVersion({ ...state(), at: 10 })).toBe('m1@10')
    expect(openVersion({ ...state(), current: null })).toBeNull()
  })

  test('late events of an earlier run are dropped', async () => {
    await state().train()
    const late = core.emit
    core.emit({ type: 'ended', status: 'stopped', step: 5 })
    await state().train()
    late({ type: 'steps', steps: [metrics(99)] })
    expect(state().run).toMatchObject({ jobId: 'j2', modelId: 'm2', step: 0 })
  })

  test('a refused run leaves the earlier one on show, with the reason', async () => {
    await state().train()
    core.emit({ type: 'ended', status: 'done', step: 100 })
    client.run = () => Promise.reject({ code: 'out-of-memory', message: 'needs 9 GB', hint: 'smaller' })
    await state().train()
    expect(state().run?.modelId).toBe('m1')
    expect(state().failures.training).toMatchObject({ code: 'out-of-memory', message: 'needs 9 GB' })
  })

  test('a run that fails says so and keeps its history', async () => {
    await state().train()
    core.emit({ type: 'steps', steps: [metrics(1)] })
    core.emit({
      type: 'ended',
      status: 'failed',
      step: 1,
      error: { code: 'not-a-number', message: 'NaN', hint: 'lower' },
    })
    expect(state().run).toMatchObject({ status: 'failed', step: 1 })
    expect(state().failures.training?.code).toBe('not-a-number')
  })

  test('training longer plans as many steps again, and does not count steps twice', async () => {
    core.models = [summary('old', 100)]
    client.importModel = async () => core.models[0]!
    await state().importModel([])
    await state().trainLonger()
    expect(state().run).toMatchObject({ modelId: 'old', totalSteps: 200, status: 'running' })
    core.emit({ type: 'steps', steps: [metrics(100), metrics(101)] })
    expect(state().run?.curve.map((p) => p.step)).toEqual([100, 101])
  })

  test('stop is heard once', async () => {
    await state().train()
    await Promise.all([state().stop(), state().stop()])
    expect(client.stop).toHaveBeenCalledOnce()
    expect(state().run?.status).toBe('stopped')
  })
})

test('a failed save is never called saved: the run says since when, and the list says what is in memory only', async () => {
  await state().start()
  await state().train()
  core.emit({ type: 'saved', step: 40, at: 7 })
  const error = { code: 'storage-full', message: 'full', hint: 'make room' } as const
  core.emit({ type: 'unsaved', step: 60, error })
  expect(state().run).toMatchObject({ savedStep: 40, savedAt: 7, unsaved: error })
  core.models = [{ ...summary('m1', 80), inMemory: true }]
  core.emit({ type: 'ended', status: 'stopped', step: 80 })
  await vi.waitFor(() => expect(state().models[0]?.inMemory).toBe(true))
  expect(state().run).toMatchObject({ status: 'stopped', savedStep: 40, unsaved: error })
  await state().trainLonger()
  expect(vi.mocked(client.run).mock.lastCall![0]).toMatchObject({ kind: 'resume', modelId: 'm1' })
  core.emit({ type: 'ended', status: 'stopped', step: 80 })

  client.saveAgain = async () => {
    core.models = [summary('m1', 80)]
  }
  await state().saveAgain('m1')
  expect(state().run).toMatchObject({ savedStep: 80, unsaved: null })
})

test('steps that are computed again after a lost device do not bring the step on show back', async () => {
  await state().start()
  await state().train()
  const steps = (...all: number[]) => core.emit({ type: 'steps', steps: all.map(metrics) })
  steps(1, 2, 3)
  steps(2)
  expect(state().run?.step).toBe(3)
  steps(3, 4)
  expect(state().run?.step).toBe(4)
})
