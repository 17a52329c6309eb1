/** Runs that ended without being told to: a reload, another tab, a worker that died. */
import { beforeEach, expect, test, vi } from 'vitest'
import { fakePage, summary } from './testing/page.ts'
import { underWay } from './training.ts'

let core: ReturnType<typeof fakePage>['core']
let client: ReturnType<typeof fakePage>['client']
let keep: ReturnType<typeof fakePage>['keep']
let state: ReturnType<typeof fakePage>['state']

beforeEach(() => {
  ;({ core, client, keep, state } = fakePage())
})

test('after a reload in mid-run the page offers to go on from the save', async () => {
  underWay.begin(keep, 'cut')
  core.models = [summary('done', 100), summary('cut', 40)]
  await state().start()
  expect(state().offer?.id).toBe('cut')
  expect(state().run).toMatchObject({ modelId: 'cut', step: 40, status: 'stopped' })
  await state().resume('cut')
  expect(state().offer).toBeNull()
  expect(state().run).toMatchObject({ status: 'running', totalSteps: 100 })
})

test('a run that another tab began and ended does not take the offer away, and one that goes on there is not offered', async () => {
  underWay.begin(keep, 'cut')
  underWay.begin(keep, 'theirs')
  underWay.end(keep, 'theirs')
  underWay.begin(keep, 'live')
  core.models = [{ ...summary('live', 30), elsewhere: true }, summary('cut', 40), summary('theirs', 50)]
  await state().start()
  expect(state().offer?.id).toBe('cut')
  state().declineOffer()
  expect(['cut', 'live'].map((id) => underWay.has(keep, { id }))).toEqual([false, true])
})

test('a browser that was killed before it wrote what the page remembers: the model says that it was saved in mid-run', async () => {
  core.models = [summary('done', 100), { ...summary('cut', 40), underWay: true }]
  await state().start()
  expect(state().offer?.id).toBe('cut')
  state().declineOffer()
  expect(state().offer).toBeNull()
  expect(underWay.has(keep, { id: 'cut', underWay: true }), 'what was declined is not offered again').toBe(false)
})

test('what an earlier version of the page kept of an interrupted run is still understood', async () => {
  keep.set('pathway.underWay', 'cut')
  core.models = [summary('cut', 40)]
  await state().start()
  expect(state().offer?.id).toBe('cut')
  state().declineOffer()
  expect(keep.get('pathway.underWay')).toBeNull()
})

test('when the worker dies the run fails, the reason stays, and the core starts again', async () => {
  await state().start()
  await state().train()
  core.models = [summary('m1', 50)]
  core.die('killed')
  expect(state().run?.status).toBe('failed')
  await vi.waitFor(() => expect(state().offer?.id).toBe('m1'))
  await vi.waitFor(() => expect(state().failures.training?.message).toBe('killed'))
  expect(client.start).toHaveBeenCalledTimes(2)
})
