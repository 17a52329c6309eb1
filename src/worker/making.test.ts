/** Models made from others are jobs: the same numbers as the command line's code, stopped, resumed to the bit, kept or not. */
import { expect, it } from 'vitest'
import { readModelFolder } from '../core/checkpoint/hfFolder.ts'
import { unzipFolder } from '../core/checkpoint/zip.ts'
import { quantize } from '../core/compress/quantize.ts'
import { readQuantizedFolder } from '../core/compress/quantizedFolder.ts'
import { ownSet } from '../core/data/labelled/own.ts'
import { fineTuneDefaults } from '../core/finetune/defaults.ts'
import { fineTunedFolder, optionsOf, prepareFineTuning } from '../core/finetune/prepared.ts'
import { FineTuner } from '../core/finetune/trainer.ts'
import { openWasm } from '../core/runtime/wasm/node.ts'
import { memoryBlobs } from '../storage/memory.ts'
import { createCore } from './core.ts'
import type { CoreApi, JobEvent, JobSpec, ModelSummary, TrainingSettings } from './protocol.ts'
import { listener, PROSE, testEnvironment, tinySpec, trainOn } from './testing/environment.ts'

const rows = Array.from({ length: 60 }, (_, i) => ({
  text: `The ${['cat', 'dog', 'hen'][i % 3]} sat on the ${['mat', 'log'][i % 2]} and saw ${i} birds.`,
  label: i % 2 === 0 ? 'mat' : 'log',
}))
const set = ownSet('mats and logs', rows)

async function learner() {
  const blobs = memoryBlobs()
  const core = createCore(testEnvironment({ blobs }))
  const { ref } = await core.addText('Prose', PROSE)
  const run = listener()
  const { model: base } = await trainOn(core, tinySpec(ref, { steps: 20 }), run.hear)
  await run.ended
  return { core, base, blobs, ref }
}

/** A job to its end. */
async function done(core: CoreApi, job: JobSpec, onEvent: (event: JobEvent) => void = () => {}) {
  const heard = listener(onEvent)
  const { jobId, model } = await core.run(job, heard.hear)
  return { jobId, model: model!, ending: await heard.ended, events: heard.events, steps: heard.steps() }
}

const filesOf = async (core: CoreApi, { id }: ModelSummary) => unzipFolder((await core.exportZip(id)).data)
const settings = { ...fineTuneDefaults('sentiment', { nLayer: 2, nEmbd: 16 }), epochs: 2, batch: 8, learningRate: 3e-3 }
const finetune = (base: ModelSummary, keep = true): JobSpec => ({
  kind: 'finetune',
  keep,
  modelId: base.id,
  examples: { own: set },
  settings,
  context: 16,
})

it('a tuning that is stopped and goes on ends with the bits of one that is not, which are those of the command line', async () => {
  const { core, base } = await learner()
  const whole = await done(core, finetune(base))
  expect(whole.ending).toMatchObject({ status: 'done', step: 12 })
  expect(whole.steps.map(({ fineTuning }) => fineTuning!.epoch)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2])
  const reports = whole.events.flatMap((event) => (event.type === 'report' ? [event.report] : []))
  expect(reports.map(({ step }) => step)).toEqual([0, 6, 12])
  for (const { examples, ownTextLoss } of reports) {
    expect(examples).toBe(set.heldOut.length)
    expect(ownTextLoss).toBeGreaterThan(0)
  }
  const listed = (await core.models()).find(({ id }) => id === whole.model.id)
  expect(listed).toMatchObject({
    kind: 'classifier',
    name: `mats and logs, from ${base.name}`,
    step: 12,
    resumable: false,
    task: { labels: ['log', 'mat'], train: 48, heldOut: 12 },
    lineage: { by: 'finetune', from: { id: base.id, step: 20 } },
  })
  expect(listed?.kind === 'classifier' && listed.task.reports).toEqual(reports)

  const model = readModelFolder(await filesOf(core, base))
  const prepared = await prepareFineTuning(model, set, settings, { context: 16 })
  const tuner = await FineTuner.create(await openWasm({ threads: 1 }), optionsOf(prepared))
  await tuner.run()
  const expected = fineTunedFolder(prepared, await tuner.snapshot(), true)
  tuner.destroy()
  expect(await filesOf(core, whole.model)).toEqual(expected)

  let jobId = ''
  const half = await done(core, finetune(base), (event) => {
    jobId = event.jobId
    if (event.type === 'steps' && event.steps.at(-1)!.step >= 3) void core.stop(jobId)
  })
  expect(half.ending.status).toBe('stopped')
  expect(half.ending.step).toBeLessThan(12)
  expect((await core.models()).find(({ id }) => id === half.model.id)).toMatchObject({ step: half.ending.step, resumable: true })
  const rest = await done(core, { kind: 'resume', keep: true, modelId: half.model.id, totalSteps: 12 })
  expect(rest.ending).toMatchObject({ status: 'done', step: 12 })
  expect(await filesOf(core, half.model)).toEqual(expected)
  expect((await core.classify(half.model.id, ['The hen sat on the log'])).labels).toEqual(['log', 'mat'])
  await expect(core.run({ kind: 'resume', keep: true, modelId: half.model.id, totalSteps: 12 }, () => {})).rejects.toMatchObject({
    code: 'bad-argument',
    message: expect.stringContaining('has taken all its steps'),
  })
}, 60_000)

const lora = { rank: 2, alpha: 4, targets: ['attn.c_attn'] } as const
const student = { nLayer: 1, nHead: 2, nEmbd: 16 }
const makes: Record<string, (modelId: string, training: TrainingSettings) => JobSpec> = {
  adapters: (modelId, training) => ({ kind: 'lora', keep: true, modelId, lora, training }),
  'a student': (modelId, training) => ({ kind: 'distill', keep: true, modelId, student, how: { alpha: 0.9, temperature: 1 }, training }),
  'a pruned model': (modelId) => ({ kind: 'prune', keep: true, modelId, heads: 1, healing: null }),
  'a pruned model that heals': (modelId, training) => ({ kind: 'prune', keep: true, modelId, heads: 1, healing: training }),
  'a quantized model': (modelId) => ({ kind: 'quantize', keep: true, modelId, bits: 8 }),
}

it.each(Object.entries(makes))(
  '%s is made, listed with what it came from, and asked',
  async (_, make) => {
    const { core, base } = await learner()
    const job = make(base.id, { ...base.spec!.training, steps: 4, evalEvery: 0 })
    const { ending, model } = await done(core, job)
    expect(ending).toMatchObject({ status: 'done' })
    const listed = (await core.models()).find(({ id }) => id === model.id)!
    expect(listed).toMatchObject({ lineage: { by: job.kind, from: { id: base.id, name: base.name, step: 20 } }, textTitle: 'Prose' })
    expect(listed.validationLoss).toBeGreaterThan(0)
    expect((await core.probe({ id: model.id }, 'The cat sat', ['losses'])).loss).toBeGreaterThan(0)
    if (job.kind === 'quantize') {
      const own = readModelFolder(await filesOf(core, base))
      expect(readQuantizedFolder(await filesOf(core, listed)).weights).toEqual(quantize(own.config, own.weights, 8))
      expect(ending.measured!.before).toBeGreaterThan(0)
    }
    expect(await core.jobs()).toEqual([])
  },
  60_000,
)

it('what a model does not know of what it is to learn, or is measured on, is said with the result', async () => {
  const { core, base } = await learner()
  const { ref } = await core.addText('Another', `${'The cat sat on the mat and saw the log. '.repeat(12)}ä`.repeat(3))
  const says = /^3 of 1,443 characters \(0\.2 %\) are not in the vocabulary: "ä" \(U\+00E4\) 3 times\. The model sees <unk> instead\.$/
  const evaluated = await done(core, { kind: 'evaluate', keep: false, modelId: base.id, text: ref })
  expect(evaluated.ending.measured).toMatchObject({ unknown: expect.stringMatching(says) })
  const training = { ...base.spec!.training, steps: 2 }
  const adapted = await done(core, { kind: 'lora', keep: true, modelId: base.id, text: ref, lora, training })
  const tuned = await done(core, {
    ...(finetune(base) as Extract<JobSpec, { kind: 'finetune' }>),
    examples: {
      own: ownSet(
        'n',
        rows.map(({ text, label }) => ({ text: `${text} ä`, label })),
      ),
    },
  })
  for (const { model } of [adapted, tuned]) {
    const listed = (await core.models()).find(({ id }) => id === model.id)
    expect([model.unknown, listed?.unknown]).toEqual([expect.stringContaining('"ä" (U+00E4)'), model.unknown])
  }
  await expect(
    core.run(
      { kind: 'evaluate', keep: false, modelId: base.id, text: (await core.addText('Strange', 'ä ö ü. '.repeat(200))).ref },
      () => {},
    ),
  ).rejects.toMatchObject({ code: 'bad-text' })
})

it('a model is evaluated on the whole held-out text, and nothing is kept of that', async () => {
  const { core, base } = await learner()
  const { ending } = await done(core, { kind: 'evaluate', keep: false, modelId: base.id })
  expect(ending.measured).toMatchObject({ before: null, tokens: expect.any(Number) })
  expect(ending.measured!.after).toBeGreaterThan(0)
  expect(await core.models()).toHaveLength(1)
}, 60_000)

it('what is not kept is never stored, and is gone when it is discarded', async () => {
  const { core, base, blobs } = await learner()
  const before = await blobs.list('models')
  for (const job of [finetune(base, false), { kind: 'quantize', keep: false, modelId: base.id, bits: 4 } as const]) {
    const { jobId, model, ending } = await done(core, job)
    expect(ending.status).toBe('done')
    expect((await core.probe({ id: model.id }, 'The cat', ['losses'])).loss).toBeGreaterThan(0)
    expect(await core.models()).toHaveLength(1)
    expect(await blobs.list('models')).toEqual(before)
    await core.discard(jobId)
    await expect(core.describe({ id: model.id })).rejects.toMatchObject({ code: 'not-found' })
  }
}, 60_000)

it('what cannot be made is said in a sentence before anything begins, and others are unharmed', async () => {
  const { core, base } = await learner()
  await expect(core.run({ kind: 'prune', keep: true, modelId: base.id, heads: 2, healing: null }, () => {})).rejects.toMatchObject({
    message: '2 heads are to stay in each layer, but it has 2, and one has to go.',
  })
  await expect(
    core.run({ ...(finetune(base) as Extract<JobSpec, { kind: 'finetune' }>), modelId: 'gone' } as JobSpec, () => {}),
  ).rejects.toMatchObject({ code: 'not-found' })
  await expect(
    core.run({ ...(finetune(base) as Extract<JobSpec, { kind: 'finetune' }>), settings: { ...settings, epochs: 0 } } as JobSpec, () => {}),
  ).rejects.toMatchObject({
    message: expect.stringContaining('The number of epochs is 0'),
  })
  expect(await core.jobs()).toEqual([])
  expect(await core.models()).toHaveLength(1)
}, 60_000)

it('a tuning from nothing has new weights of the base’s sizes and no lineage; its curve has both losses, and what it calls each example is told', async () => {
  const { core, base } = await learner()
  const known = await done(core, finetune(base, false))
  const fresh = await done(core, { ...finetune(base), pretrained: false } as JobSpec)
  const [from, scratch] = [known, fresh].map(({ events }) => events.flatMap((event) => (event.type === 'report' ? [event.report] : [])))
  expect(scratch![0]!.ownTextLoss).toBeGreaterThan(from![0]!.ownTextLoss!)
  const saved = (await core.models()).find(({ id }) => id === fresh.model.id)!
  expect(saved).not.toHaveProperty('lineage')
  expect(saved.name).toContain('from nothing')
  expect(saved.curve[0]).toEqual({ step: 1, loss: expect.any(Number), taskLoss: expect.any(Number), tokenLoss: expect.any(Number) })
  const { confusion, predicted } = scratch!.at(-1)!
  expect(predicted).toHaveLength(set.heldOut.length)
  expect(set.heldOut.filter(({ label }, i) => label === predicted![i])).toHaveLength(confusion[0]![0]! + confusion[1]![1]!)
  expect(await core.tuningSeconds(finetune(base) as never)).toBeGreaterThan(0)
})

it('the time that a tuning is predicted to take has the looks at the base’s own text in it: before, after each epoch and at the end', async () => {
  const { core, base, ref } = await learner()
  const job = (epochs: number) => ({ ...finetune(base), settings: { ...settings, epochs } }) as Extract<JobSpec, { kind: 'finetune' }>
  const predicted = async () => Promise.all([1, 3].map((epochs) => core.tuningSeconds(job(epochs))))
  const [one, three] = (await predicted()) as [number, number]
  await core.removeText(ref)
  const [oneWithout, threeWithout] = (await predicted()) as [number, number]
  expect(one).toBeGreaterThan(oneWithout)
  // two looks, and four
  expect((three - threeWithout) / (one - oneWithout)).toBeCloseTo(2, 6)
})

it('texts are shown as the rows that a task makes of them, with the ids of the three learned tokens', async () => {
  const { core, base } = await learner()
  const { rows: there, special, vocabulary, cuts } = await core.taskRows({ id: base.id }, 'similarity', ['The cat', 'a hen'])
  expect(special).toEqual({ start: vocabulary, delimiter: vocabulary + 1, extract: vocabulary + 2 })
  expect(there.map(({ tokens }) => tokens.join(''))).toEqual([
    '<|start|>The cat<|delimiter|>a hen<|extract|>',
    '<|start|>a hen<|delimiter|>The cat<|extract|>',
  ])
  expect(there[0]!.ids[0]).toBe(special.start)
  expect(cuts).toEqual([])
  await expect(core.taskRows({ id: base.id }, 'entailment', ['alone'])).rejects.toMatchObject({ code: 'bad-argument' })
})
