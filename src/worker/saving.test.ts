/** Storage that fills up during a run: nothing is called saved that is not, and nothing is lost while the page lives. */
import { expect, it } from 'vitest'
import { readModelFolder } from '../core/checkpoint/hfFolder.ts'
import { unzipFolder } from '../core/checkpoint/zip.ts'
import { smallDisk } from '../storage/testing/smallDisk.ts'
import { createCore } from './core.ts'
import { listener, PROSE, stopAll, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

const ENDLESS = 1_000_000
const soon = () => new Promise((resolve) => setTimeout(resolve, 5))

async function learner(disk = smallDisk()) {
  // Saves are tried every few seconds; here those pass sooner.
  const core = createCore(testEnvironment({ blobs: disk.blobs, now: () => 40 * performance.now() }))
  const { ref } = await core.addText('Prose', PROSE)
  return { core, ref, disk }
}

it('a run whose storage fills up says so at the first failed save, and is whole in memory when it ends', async () => {
  const { core, ref, disk } = await learner()
  const run = listener()
  const { jobId, model } = await trainOn(core, tinySpec(ref, { steps: ENDLESS }), run.hear)
  const last = (type: string) => run.events.findLast((event) => event.type === type)
  while (!last('saved')) await soon()
  disk.capacity = 0
  while (!last('unsaved')) await soon()
  const saved = last('saved') as { step: number }
  expect(last('unsaved')).toMatchObject({ error: { code: 'storage-full' } })
  expect((await core.jobs())[0]).toMatchObject({ unsaved: true })

  // What is exported in mid-run is the model as it is, not the one that was saved.
  const exported = readModelFolder(unzipFolder((await core.exportZip(model.id)).data))
  expect(exported.run!.step).toBeGreaterThan(saved.step)

  await core.stop(jobId)
  const { step, status } = await run.ended
  expect(status).toBe('stopped')
  const [kept] = await core.models()
  expect(kept).toMatchObject({ id: model.id, step, inMemory: true, resumable: true })
  expect(readModelFolder(unzipFolder((await core.exportZip(model.id)).data)).run!.step).toBe(step)
  const { loss } = await core.probe({ id: model.id }, 'The cat sat', ['losses'])
  expect(loss).toBeLessThan(2.5)

  // Another page finds what was saved before, whole, and learns from it that it was saved in mid-run.
  expect((await createCore(testEnvironment({ blobs: disk.blobs })).models())[0]).toMatchObject({
    id: model.id,
    step: saved.step,
    underWay: true,
  })

  await expect(core.saveAgain(model.id)).rejects.toMatchObject({ code: 'storage-full' })
  expect((await core.models())[0]).toMatchObject({ step, inMemory: true })
  disk.capacity = Number.POSITIVE_INFINITY
  await core.saveAgain(model.id)
  expect((await core.models())[0]).not.toHaveProperty('inMemory')
  expect((await core.models())[0]).not.toHaveProperty('underWay')
  expect((await createCore(testEnvironment({ blobs: disk.blobs })).models())[0]).toMatchObject({ id: model.id, step })
}, 60_000)

it('a run that was never saved is listed as in memory only, and goes on from where it is to the same bits', async () => {
  const whole = await learner()
  const all = listener()
  const { model: straight } = await trainOn(whole.core, tinySpec(whole.ref, { steps: 60 }), all.hear)
  await all.ended

  const { core, ref, disk } = await learner()
  disk.capacity = 0
  const run = listener()
  const { model } = await trainOn(core, tinySpec(ref, { steps: 60 }), (event) => {
    run.hear(event)
    if (event.type === 'steps') void stopAll(core)
  })
  const { step } = await run.ended
  expect(step).toBeLessThan(60)
  expect((await core.models())[0]).toMatchObject({ id: model.id, step, inMemory: true })
  const rest = listener()
  await core.run({ kind: 'resume', keep: true, modelId: model.id, totalSteps: 60 }, rest.hear)
  expect(await rest.ended).toMatchObject({ status: 'done', step: 60 })
  expect(rest.steps()[0]!.step).toBe(step + 1)
  const weights = async (of: typeof core, id: string) => unzipFolder((await of.exportZip(id)).data).get('model.safetensors')!
  expect(Buffer.compare(await weights(core, model.id), await weights(whole.core, straight.id))).toBe(0)
}, 60_000)

it('a model that could not be saved is deleted like any other', async () => {
  const { core, ref, disk } = await learner()
  disk.capacity = 0
  const run = listener()
  const { model } = await trainOn(core, tinySpec(ref, { steps: 5 }), run.hear)
  await run.ended
  await core.remove(model.id)
  expect(await core.models()).toEqual([])
})
