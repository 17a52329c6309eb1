/** A run's past in storage: within its budget, never a state of another way, and the first to go when the disk is full. */
import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../core/train/snapshot.ts'
import type { Blobs } from '../storage/blobs.ts'
import { Folders } from '../storage/folders.ts'
import { memoryBlobs } from '../storage/memory.ts'
import { createCore } from './core.ts'
import type { CoreApi } from './protocol.ts'
import { type SnapshotNote, Snapshots } from './snapshots.ts'
import { listener, PROSE, stopAll, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

const SIZE = 4
const state = (step: number): Snapshot => {
  const [weights, m, v] = [0, 1, 2].map((part) => new Float32Array(SIZE).fill(step + part / 4))
  return { weights: weights!, m: m!, v: v!, step, cursor: 2 * step }
}

/** Room for `count` states of one run. */
const snapshots = (count: number, blobs: Blobs = memoryBlobs()) =>
  new Snapshots(Promise.resolve(new Folders<SnapshotNote>(blobs, 'snapshots')), count * 12 * SIZE)

/** Storage that refuses what would make the states and models more than so many bytes in all. */
function smallDisk(bytes: { room: number }): Blobs {
  const blobs = memoryBlobs()
  return {
    ...blobs,
    async write(path, data) {
      const others = [...(await blobs.list('snapshots')), ...(await blobs.list('models'))].filter((other) => other !== path)
      const held = await Promise.all(others.map(async (other) => (await blobs.read(other))!.length))
      if (held.reduce((a, b) => a + b, data.length) > bytes.room) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' })
      return blobs.write(path, data)
    },
  }
}

describe('kept states', () => {
  it('stay within the budget, turns too: then the oldest goes', async () => {
    const past = snapshots(4)
    for (let step = 0; step <= 60; step += 10)
      expect((await past.keep('a', state(step), 100, step === 0 || step === 20)).length).toBeLessThanOrEqual(4)
    expect(await past.steps('a')).toEqual([0, 20, 40, 60])
    for (let step = 70; step <= 120; step += 10) await past.keep('a', state(step), 100, true)
    const kept = await past.steps('a')
    expect(kept).toEqual([90, 100, 110, 120])
    await expect(past.before('a', 89)).rejects.toMatchObject({ code: 'not-found' })
    const { state: found } = await past.before('a', 105)
    expect(found).toEqual(state(100))
  })

  it('of two models at the same steps are two', async () => {
    const past = snapshots(9)
    for (const id of ['a', 'ab']) for (const step of [0, 10]) await past.keep(id, { ...state(step), cursor: id.length }, 50, step === 0)
    await past.forget('a')
    expect(await past.steps('a')).toEqual([])
    expect((await past.before('ab', 10)).state.cursor).toBe(2)
  })

  it('of the way that was left are forgotten at a turn', async () => {
    const past = snapshots(9)
    for (const step of [0, 10, 20, 30]) await past.keep('a', state(step), 50, step === 0)
    expect(await past.keep('a', state(17), 50, true)).toEqual([0, 10, 17])
  })

  it('before a turn that finds no room make it; without one they stay', async () => {
    const bytes = { room: Number.POSITIVE_INFINITY }
    const past = snapshots(9, smallDisk(bytes))
    for (const step of [0, 10, 20]) await past.keep('a', state(step), 50, step === 0)
    bytes.room = 700
    await expect(past.keep('a', state(30), 50, false)).rejects.toMatchObject({ code: 'storage-full' })
    expect(await past.steps('a')).toEqual([0, 10, 20])
    expect(await past.keep('a', state(25), 90, true)).toEqual([25])
  })

  it('of models that are no more are swept away', async () => {
    const past = snapshots(9)
    for (const id of ['gone', 'here']) await past.keep(id, state(0), 50, true)
    await past.sweep(async (id) => id === 'here')
    expect([await past.steps('gone'), await past.steps('here')]).toEqual([[], [0]])
  })
})

async function started(env = testEnvironment(), training: Parameters<typeof tinySpec>[1] = {}) {
  const core: CoreApi = createCore(env)
  const { ref } = await core.addText('Prose', PROSE)
  const heard = listener()
  const { model } = await trainOn(core, tinySpec(ref, { evalEvery: 10, ...training }), heard.hear)
  return { core, heard, modelId: model.id }
}

describe('a run', () => {
  it('is saved although its past has filled the disk', async () => {
    const blobs = smallDisk({ room: 250_000 })
    const { core, heard, modelId } = await started(testEnvironment({ blobs }), { steps: 100, evalEvery: 5 })
    expect((await heard.ended).error).toBeUndefined()
    expect((await core.describe({ id: modelId })).step).toBe(100)
  })

  it('can be opened at a kept step before its first regular save, and never at a step that it has not taken', async () => {
    const { core, heard, modelId } = await started(testEnvironment(), { steps: 100_000 })
    expect((await core.describe({ id: modelId, step: 0 })).step).toBe(0)
    await stopAll(core)
    const { step } = await heard.ended
    await expect(core.describe({ id: modelId, step: step + 1 })).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining(String(step)),
    })
    for (const odd of [-1, 2.5, Number.NaN])
      await expect(core.describe({ id: modelId, step: odd })).rejects.toMatchObject({ code: 'bad-argument' })
  })

  it('that was killed before its first save leaves nothing behind at the next start', async () => {
    const blobs = memoryBlobs()
    const lost = new Snapshots(Promise.resolve(new Folders<SnapshotNote>(blobs, 'snapshots')))
    await lost.keep('never-saved', state(0), 50, true)
    const { core, heard, modelId } = await started(testEnvironment({ blobs }), { steps: 20 })
    await heard.ended
    await core.start('wasm')
    await expect.poll(() => core.history('never-saved')).toEqual([])
    expect(await core.history(modelId)).toEqual([0, 10, 20])
  })

  it('cut short after a snapshot and before its save is rewound to the save, and its past with it', async () => {
    const blobs = memoryBlobs()
    const { core, heard, modelId } = await started(testEnvironment({ blobs }), { steps: 40 })
    await heard.ended
    const past = new Snapshots(Promise.resolve(new Folders<SnapshotNote>(blobs, 'snapshots')))
    const { state: last } = await past.before(modelId, 40)
    await past.keep(modelId, { ...last, step: 55 }, 60, false)
    expect((await core.describe({ id: modelId, step: 55 })).step).toBe(55)
    const again = listener()
    await core.run({ kind: 'resume', keep: true, modelId: modelId, totalSteps: 60 }, again.hear)
    await again.ended
    expect(await core.history(modelId)).toEqual([0, 10, 20, 30, 40, 50, 60])
  })
})
