/** What each kind of job gets of a model that is gone, a disk that is full, a device that is lost, numbers that are none: one sentence where it was asked, and nothing kept is lost. */
import { describe, expect, it } from 'vitest'
import { ownSet } from '../core/data/labelled/own.ts'
import { fineTuneDefaults } from '../core/finetune/defaults.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { smallDisk } from '../storage/testing/smallDisk.ts'
import { createCore } from './core.ts'
import type { Environment } from './environment.ts'
import type { CoreApi, JobEvent, JobSpec, ModelSummary } from './protocol.ts'
import { disguised } from './testing/disguised.ts'
import { listener, PROSE, stopAll, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

const ENDLESS = 1_000_000
const soon = () => new Promise((resolve) => setTimeout(resolve, 5))
const set = ownSet(
  'mats and logs',
  Array.from({ length: 40 }, (_, i) => ({
    text: `The cat sat on the ${['mat', 'log'][i % 2]} and saw ${i} birds.`,
    label: i % 2 === 0 ? 'mat' : 'log',
  })),
)
const tuning = { ...fineTuneDefaults('sentiment', { nLayer: 2, nEmbd: 16 }), epochs: 1, batch: 8 }

async function learner(environment: Partial<Environment> = {}, disk = smallDisk()) {
  const core = createCore(testEnvironment({ blobs: disk.blobs, ...environment }))
  const { ref } = await core.addText('Prose', PROSE)
  const run = listener()
  const { model: base } = await trainOn(core, tinySpec(ref, { steps: 12, evalEvery: 0 }), run.hear)
  await run.ended
  return { core, base: (await core.describe({ id: base.id })) as ModelSummary, ref, disk }
}
type Base = Pick<ModelSummary, 'id' | 'spec'>

/** Every kind that begins from a model, with a rate of learning. */
const kinds: Record<string, (base: Base, learningRate?: number) => JobSpec> = {
  resume: ({ id }) => ({ kind: 'resume', keep: true, modelId: id, totalSteps: 24 }),
  branch: ({ id }, learningRate = 1e-2) => ({
    kind: 'branch',
    keep: true,
    modelId: id,
    branch: { step: 12, training: { learningRate, steps: 24 } },
  }),
  finetune: ({ id }, learningRate = 1e-3) => ({
    kind: 'finetune',
    keep: true,
    modelId: id,
    examples: { own: set },
    settings: { ...tuning, learningRate },
    context: 16,
  }),
  lora: ({ id, spec }, learningRate = 1e-2) => ({
    kind: 'lora',
    keep: true,
    modelId: id,
    lora: { rank: 2, alpha: 4, targets: ['attn.c_attn'] },
    training: { ...spec!.training, learningRate, steps: 8, evalEvery: 0 },
  }),
  distill: ({ id, spec }, learningRate = 1e-2) => ({
    kind: 'distill',
    keep: true,
    modelId: id,
    student: { nLayer: 1, nHead: 2, nEmbd: 16 },
    how: { alpha: 0.9, temperature: 1 },
    training: { ...spec!.training, learningRate, steps: 8, evalEvery: 0 },
  }),
  'prune and heal': ({ id, spec }, learningRate = 1e-2) => ({
    kind: 'prune',
    keep: true,
    modelId: id,
    heads: 1,
    healing: { ...spec!.training, learningRate, steps: 8, evalEvery: 0 },
  }),
  prune: ({ id }) => ({ kind: 'prune', keep: true, modelId: id, heads: 1, healing: null }),
  quantize: ({ id }) => ({ kind: 'quantize', keep: true, modelId: id, bits: 8 }),
  evaluate: ({ id }) => ({ kind: 'evaluate', keep: false, modelId: id }),
}
const all = Object.entries(kinds)
const training = all.filter(([name]) => !['resume', 'prune', 'quantize', 'evaluate'].includes(name))
const making = all.filter(([name]) => name !== 'evaluate')

async function done(core: CoreApi, job: JobSpec, onEvent: (event: JobEvent) => void = () => {}) {
  const heard = listener(onEvent)
  const { model } = await core.run(job, heard.hear)
  return { model, ending: await heard.ended, events: heard.events }
}
const surprise = async (core: CoreApi, id: string) => (await core.probe({ id }, 'The cat sat on', ['losses'])).loss

describe('a model that is gone', () => {
  it.each(all)(
    '%s: is said at once, also while others are under way, and those are unharmed',
    async (_, job) => {
      const { core, base, ref } = await learner()
      const gone = { ...base, id: 'gone' }
      const refused = { code: 'not-found', message: expect.stringContaining('"gone"') }
      await expect(core.run(job(gone), () => {})).rejects.toMatchObject(refused)
      const first = listener()
      await trainOn(core, tinySpec(ref, { steps: ENDLESS }), first.hear)
      await expect(core.run(job(gone), () => {})).rejects.toMatchObject(refused)
      expect(await core.jobs()).toMatchObject([{ kind: 'train', status: 'running' }])
      await stopAll(core)
      expect(await first.ended).toMatchObject({ status: 'stopped' })
      expect(await surprise(core, base.id)).toBeGreaterThan(0)
    },
    60_000,
  )

  it('while it waits: each job says so at its turn, and the last one of another model runs', async () => {
    const { core, base, ref } = await learner()
    const other = await core.duplicate(base.id)
    const first = listener()
    const { jobId } = await trainOn(core, tinySpec(ref, { steps: ENDLESS }), first.hear)
    const waiting = all.map(([, job]) => {
      const heard = listener()
      return {
        heard,
        said: core.run(job(base), heard.hear).then(
          () => null,
          (error: { code: string }) => error.code,
        ),
      }
    })
    const last = listener()
    const begun = core.run({ kind: 'evaluate', keep: false, modelId: other.id }, last.hear)
    while (last.events.length === 0) await soon()
    expect((await core.jobs()).map(({ status }) => status)).toEqual(['running', ...Array(all.length + 1).fill('queued')])
    await core.remove(base.id)
    await core.stop(jobId)
    expect(await Promise.all(waiting.map(({ said }) => said))).toEqual(all.map(() => 'not-found'))
    await begun
    expect(await last.ended).toMatchObject({ status: 'done' })
    expect(await core.jobs()).toEqual([])
  }, 60_000)
})

it('a step that was not taken, or that nothing is kept of, is said in one sentence', async () => {
  const { core, base } = await learner()
  await expect(core.run({ kind: 'branch', keep: true, modelId: base.id, branch: { step: 99 } }, () => {})).rejects.toMatchObject({
    code: 'bad-argument',
    message: expect.stringContaining('Step 99'),
  })
  await expect(core.probe({ id: base.id, step: 99 }, 'The cat', ['losses'])).rejects.toMatchObject({ code: 'bad-argument' })
  const copy = await core.duplicate(base.id)
  await expect(core.probe({ id: copy.id, step: 3 }, 'The cat', ['losses'])).rejects.toMatchObject({ code: 'not-found' })
  expect(await surprise(core, copy.id)).toBe(await surprise(core, base.id))
  expect(await core.jobs()).toEqual([])
}, 60_000)

it.each(training)(
  '%s: numbers that are none end it with a sentence, and its base stays',
  async (_, job) => {
    const { core, base } = await learner()
    const before = await surprise(core, base.id)
    const { ending } = await done(core, job(base, 1e30))
    expect(ending).toMatchObject({
      status: 'failed',
      error: { code: 'not-a-number', message: expect.any(String), hint: expect.any(String) },
    })
    expect(await core.jobs()).toEqual([])
    expect(await surprise(core, base.id)).toBe(before)
    expect((await done(core, { kind: 'evaluate', keep: false, modelId: base.id })).ending.status).toBe('done')
  },
  60_000,
)

it.each(making)(
  '%s: a disk that is full in the middle of a save loses nothing: the result is in memory, and says so',
  async (_, job) => {
    const { core, base, disk } = await learner()
    const { model, ending, events } = await done(core, job(base), (event) => {
      if (event.type === 'started') disk.capacity = 0
    })
    expect(ending.status).toBe('done')
    expect(events.find(({ type }) => type === 'unsaved')).toMatchObject({ error: { code: 'storage-full' } })
    expect((await core.models()).find(({ id }) => id === model!.id)).toMatchObject({ inMemory: true })
    expect(await surprise(core, model!.id)).toBeGreaterThan(0)
    // Another page finds what was saved before, whole.
    expect((await createCore(testEnvironment({ blobs: disk.blobs })).models())[0]).toMatchObject({ id: base.id, step: 12 })
    disk.capacity = Number.POSITIVE_INFINITY
    await core.saveAgain(model!.id)
    expect((await core.models()).find(({ id }) => id === model!.id)!.inMemory).toBeUndefined()
  },
  60_000,
)

/** A device that goes at the fourth program that is run after `armed`. */
const losing =
  (lose: () => void, armed: () => boolean) =>
  (wasm: Runtime): Partial<Runtime> => {
    let left = 4
    const count = (): void => {
      if (armed() && --left === 0) lose()
    }
    return {
      async createStore(layout, options) {
        const store = await wasm.createStore(layout, options)
        return {
          ...store,
          async compile(plan, beside) {
            const program = await store.compile(plan, beside)
            return {
              ...program,
              replay(scalars) {
                program.replay(scalars)
                count()
              },
              replayAndRead(scalars, names) {
                const read = program.replayAndRead(scalars, names)
                count()
                return read
              },
            }
          },
        }
      },
    }
  }

it.each(all)(
  '%s: a lost device is replaced, and the result is that of a device that was not',
  async (_, job) => {
    const results = []
    for (const loses of [false, true]) {
      let [armed, opened] = [false, 0]
      const { core, base } = await learner({
        probeGpu: async () => 'real',
        async openWebGpu() {
          opened++
          const device = await disguised(
            losing(
              () => loses && device.lose(),
              () => armed,
            ),
          )
          return device
        },
      })
      armed = true
      const { model, ending } = await done(core, job(base))
      expect(ending.status).toBe('done')
      if (loses) expect(opened, 'another device was opened').toBeGreaterThan(1)
      results.push([ending.measured?.after, model && (await surprise(core, model.id))])
    }
    expect(results[1]).toEqual(results[0])
  },
  60_000,
)
