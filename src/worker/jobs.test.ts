/** What takes time: one at a time, the others in their order; what is not kept leaves no trace. */
import { describe, expect, it } from 'vitest'
import { memoryBlobs } from '../storage/memory.ts'
import { createCore } from './core.ts'
import type { JobEvent, JobView } from './protocol.ts'
import { listener, PROSE, stopAll, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

async function learner(blobs = memoryBlobs()) {
  const core = createCore(testEnvironment({ blobs }))
  const { ref } = await core.addText('Prose', PROSE)
  return { core, ref, blobs }
}

const ENDLESS = 1_000_000
const sampling = { temperature: 1, topK: 0, topP: 1, seed: 1 }
const soon = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('a second job', () => {
  it('waits for the first, says so and when its turn comes, and then runs', async () => {
    const { core, ref } = await learner()
    const first = listener()
    const { jobId, model } = await trainOn(core, tinySpec(ref, { steps: ENDLESS }), first.hear)
    const second = listener()
    const started = trainOn(core, tinySpec(ref, { steps: 10 }), second.hear)
    while (first.steps().length === 0 || second.events.length === 0) await soon()
    expect(second.events.map(({ type }) => type)).toEqual(['queued'])
    const [running, waiting] = (await core.jobs()) as [JobView, JobView]
    expect(running).toMatchObject({ jobId, title: model.name, kind: 'train', keep: true, status: 'running', totalSteps: ENDLESS })
    expect(waiting).toMatchObject({ status: 'queued', modelId: null, title: 'a new run' })
    expect(waiting.startsInSeconds).toBeCloseTo(running.secondsLeft!, -3)

    await core.stop(jobId)
    expect(await first.ended).toMatchObject({ status: 'stopped' })
    await started
    expect(await second.ended).toMatchObject({ status: 'done', step: 10 })
    expect(await core.jobs()).toEqual([])
  })

  it('is taken back while it waits, and nothing of it remains', async () => {
    const { core, ref } = await learner()
    const first = listener()
    await trainOn(core, tinySpec(ref, { steps: ENDLESS }), first.hear)
    const second = listener()
    const refused = expect(trainOn(core, tinySpec(ref), second.hear)).rejects.toMatchObject({ code: 'stopped' })
    while (second.events.length === 0) await soon()
    await core.stop(second.events[0]!.jobId)
    await refused
    expect(await core.jobs()).toHaveLength(1)
    await stopAll(core)
    expect(await core.models()).toHaveLength(1)
  })

  it('that cannot run is refused at once, and the first goes on', async () => {
    const { core, ref } = await learner()
    const first = listener()
    await trainOn(core, tinySpec(ref, { steps: ENDLESS }), first.hear)
    const spec = tinySpec(ref)
    await expect(trainOn(core, { ...spec, sizes: { ...spec.sizes, nHead: 3 } }, () => {})).rejects.toMatchObject({ code: 'bad-config' })
    expect(await core.jobs()).toMatchObject([{ status: 'running' }])
    await stopAll(core)
    expect(await first.ended).toMatchObject({ status: 'stopped' })
  })

  it('goes on with a model that was deleted meanwhile: one sentence, and the next job has its turn', async () => {
    const { core, ref } = await learner()
    const kept = listener()
    const { model } = await trainOn(core, tinySpec(ref, { steps: 5 }), kept.hear)
    await kept.ended
    const first = listener()
    await trainOn(core, tinySpec(ref, { steps: ENDLESS }), first.hear)
    const hear = (event: JobEvent) => void events.push(event)
    const events: JobEvent[] = []
    const resumed = core.run({ kind: 'resume', keep: true, modelId: model.id, totalSteps: 50 }, hear)
    const refused = expect(resumed).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining(model.id) })
    const third = listener()
    const last = trainOn(core, tinySpec(ref, { steps: 5 }), third.hear)
    while (third.events.length === 0) await soon()
    await core.remove(model.id)
    await core.stop((await core.jobs())[0]!.jobId)
    await refused
    await last
    expect(await third.ended).toMatchObject({ status: 'done' })
  })
})

describe('a job that is not kept', () => {
  it('never reaches storage or the list of models, and leaves nothing behind', async () => {
    const { core, ref, blobs } = await learner()
    const own = listener()
    await trainOn(core, tinySpec(ref, { steps: 10 }), own.hear)
    await own.ended
    const before = await filesOf(blobs)
    const models = await core.models()

    const race = listener()
    const { jobId, model } = await trainOn(core, tinySpec(ref, { steps: 40 }), race.hear, false)
    const first = await core.nextToken({ id: model.id }, 'The ', sampling)
    expect(await core.models()).toEqual(models)
    expect(await race.ended).toMatchObject({ status: 'done', step: 40 })
    expect(race.events.some(({ type }) => type === 'saved')).toBe(false)
    // What it made can be asked as long as its figure lives, its past too.
    expect(await core.nextToken({ id: model.id }, 'The ', sampling)).not.toEqual(first)
    expect((await core.probe({ id: model.id, step: 0 }, 'The cat', ['losses'])).loss).toBeGreaterThan(2)
    expect(await core.models()).toEqual(models)
    expect(await filesOf(blobs)).toEqual(before)

    await core.discard(jobId)
    await expect(core.nextToken({ id: model.id }, 'The ', sampling)).rejects.toMatchObject({ code: 'not-found' })
    expect(await filesOf(blobs)).toEqual(before)
  })

  it('ends when it is discarded', async () => {
    const { core, ref } = await learner()
    const race = listener()
    const { jobId } = await trainOn(core, tinySpec(ref, { steps: ENDLESS }), race.hear, false)
    await core.discard(jobId)
    expect(await race.ended).toMatchObject({ status: 'stopped' })
    expect(await core.jobs()).toEqual([])
  })

  it('does not change the name of the next run', async () => {
    const { core, ref } = await learner()
    const race = listener()
    await trainOn(core, { ...tinySpec(ref, { steps: 3 }), sizes: { nLayer: 1, nHead: 1, nEmbd: 8, nCtx: 8, dropout: 0 } }, race.hear, false)
    await race.ended
    const { model } = await trainOn(core, tinySpec(ref, { steps: 3 }), () => {})
    expect(model.name).toBe('first run')
  })
})

it('the list of jobs is heard when it changes', async () => {
  const { core, ref } = await learner()
  const heard: JobView[][] = []
  await core.watchJobs((jobs) => void heard.push(jobs))
  const run = listener()
  await trainOn(core, tinySpec(ref, { steps: 300 }), run.hear)
  await run.ended
  expect(heard[0]).toEqual([])
  expect(heard.at(-1)).toEqual([])
  expect(new Set(heard.flat().map(({ status }) => status))).toEqual(new Set(['starting', 'running']))
})

const net = (steps: number) =>
  ({
    kind: 'net',
    keep: false,
    net: {
      kind: 'mlp',
      data: { set: 'circles', noise: 0, seed: 1, count: 40 },
      hidden: [3],
      activation: 'tanh',
      learningRate: 0.1,
      steps,
      seed: 1,
    },
  }) as const

it('a small network trains beside a run, and a newer one waits for it', { timeout: 60_000 }, async () => {
  const { core, ref } = await learner()
  const run = listener()
  await trainOn(core, tinySpec(ref, { steps: ENDLESS }), run.hear)
  const first = listener()
  await core.run(net(200), first.hear)
  const second = listener()
  await core.run(net(3), second.hear)
  expect(second.events.map(({ type }) => type)).toContain('queued')
  expect(await first.ended).toMatchObject({ status: 'done', step: 200 })
  expect(await second.ended).toMatchObject({ status: 'done', step: 3, net: { kind: 'mlp', status: 'done' } })
  expect(await core.jobs()).toMatchObject([{ kind: 'train', status: 'running' }])
  await stopAll(core)
  await run.ended
})

it('networks of several figures, asked for in the same moment, all come to their end in their order', { timeout: 60_000 }, async () => {
  const { core } = await learner()
  const figures = [150, 3, 5, 4].map((steps) => ({ steps, heard: listener() }))
  const order: number[] = []
  await Promise.all(
    figures.map(async ({ steps, heard }) => {
      await core.run(net(steps), heard.hear)
      expect(await heard.ended).toMatchObject({ status: 'done', step: steps })
      order.push(steps)
    }),
  )
  expect(order).toEqual([150, 3, 5, 4])
})

it('a network that makes room for its successor ends, and what another figure waits for goes on', { timeout: 60_000 }, async () => {
  const { core } = await learner()
  const first = listener()
  const { jobId } = await core.run(net(5000), first.hear)
  const other = listener()
  const waited = core.run(net(4), other.hear)
  // As a figure does whose knob was turned: its own is discarded, and the next one asked for at once.
  const discarded = core.discard(jobId)
  const next = listener()
  await core.run(net(3), next.hear)
  await discarded
  await waited
  expect(await first.ended).toMatchObject({ status: 'stopped' })
  expect(await other.ended).toMatchObject({ status: 'done', step: 4 })
  expect(await next.ended).toMatchObject({ status: 'done', step: 3 })
})

async function filesOf(blobs: ReturnType<typeof memoryBlobs>): Promise<string[]> {
  const all = await Promise.all(['models', 'snapshots', 'texts'].map((folder) => blobs.list(folder)))
  return all.flat().sort()
}
