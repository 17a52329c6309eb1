/** The session over a core in memory: what it asks, what it keeps, what it drops. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CoreClient } from '../worker/client.ts'
import type {
  Estimate,
  ModelSummary,
  NextToken,
  JobEvent,
  JobNews,
  JobSpec,
  JobView,
  ModelHandle,
  RunSpec,
  StepMetrics,
  TextInfo,
} from '../worker/protocol.ts'
import type { Keep } from './context.ts'
import { openVersion } from './state.ts'
import { createSession } from './session.ts'
import { runtimeChoice, threadCount } from './settings.ts'
import { underWay } from './training.ts'

const text: TextInfo = {
  ref: { kind: 'bundled', id: 'whale' },
  title: 'The whale',
  credit: '',
  characters: 1000,
  trainTokens: 900,
  validationTokens: 100,
  vocabulary: ['<unk>', 'a', 'b'],
  uniformLoss: Math.log(3),
  bigramLoss: 0.9,
  preview: 'ab',
  sha256: '',
}
const spec: RunSpec = {
  text: text.ref,
  sizes: { nLayer: 2, nHead: 2, nEmbd: 32, nCtx: 32, dropout: 0 },
  training: { batch: 4, steps: 100, learningRate: 1e-3, warmup: 10, weightDecay: 0.01, clip: 1, evalEvery: 50, seed: 1 },
  samplePrompt: 'a',
}
const estimateOf = (s: RunSpec): Estimate => ({
  parameters: s.sizes.nEmbd,
  parts: { wte: 1, wpe: 1, attention: 1, feedForward: 1, blocks: 1, output: 0 },
  bytes: 1,
  flopsPerStep: 1,
  dispatches: 1,
  stepMs: 1,
  seconds: 1,
})
const summary = (id: string, step: number, totalSteps = 100): ModelSummary => ({
  id,
  name: `model ${id}`,
  kind: 'language',
  origin: 'trained',
  config: { nLayer: 2, nHead: 2, nEmbd: 32, nCtx: 32, nVocab: 3, dropout: 0 },
  parameters: 1,
  step,
  totalSteps,
  resumable: true,
  textTitle: text.title,
  validationLoss: null,
  bitsPerCharacter: null,
  spec,
  curve: [{ step, loss: 1 }],
  evaluations: [],
  samples: [],
  uniformLoss: 1,
  bigramLoss: 1,
  savedAt: step,
  bytes: 1,
})
const metrics = (step: number): StepMetrics => ({
  step,
  loss: 2,
  learningRate: 1,
  gradNorm: 1,
  tokensPerSecond: 100,
  stepMs: 1,
  secondsLeft: 9,
})
const candidate = (id: number, token: string, kept: number) => ({ id, token, logit: 0, scaled: 0, probability: kept, kept })
const next: NextToken = {
  tokens: ['a'],
  candidates: [candidate(1, 'a', 0.6), candidate(2, 'b', 0.4)],
  logSumExp: 0,
  unknown: [],
  cropped: false,
}

/** A core whose runs are moved by hand. */
function fakeCore() {
  const core = {
    models: [] as ModelSummary[],
    emit: (_: JobNews): void => {},
    die: (_: string): void => {},
    list: (_: JobView[]): void => {},
    runs: 0,
  }
  const modelOf = (job: JobSpec): ModelSummary => {
    if (job.kind === 'resume') return { ...core.models.find((m) => m.id === job.modelId)!, totalSteps: job.totalSteps }
    return job.kind === 'branch' ? summary(`${job.modelId}-branch`, job.branch.step!) : summary(`m${core.runs + 1}`, 0)
  }
  const run = vi.fn(async (job: JobSpec, onEvent: (event: JobEvent) => void) => {
    const model = modelOf(job)
    const jobId = `j${++core.runs}`
    core.emit = (news) => onEvent({ jobId, ...news })
    core.models = [...core.models.filter((m) => m.id !== model.id), model]
    core.emit({ type: 'started', model })
    return { jobId, model }
  })
  const client: Partial<CoreClient> = {
    onDeath: (listener) => {
      core.die = (message) => listener({ code: 'internal', message, hint: '' })
    },
    start: vi.fn(async () => ({ kind: 'wasm' as const, adapter: 'CPU', threads: 1, software: false, gflopsPerSecond: 10, reason: 'test' })),
    storageLasts: async () => true,
    texts: async () => [text],
    suggest: vi.fn(async () => spec),
    estimate: vi.fn(async (s: RunSpec) => {
      if (s.sizes.nEmbd % s.sizes.nHead !== 0) throw { code: 'bad-config', message: `nEmbd ${s.sizes.nEmbd}`, hint: 'Try 32.' }
      return estimateOf(s)
    }),
    run,
    watchJobs: async (onJobs) => {
      core.list = onJobs
    },
    stop: vi.fn(async () => {}),
    models: async () => core.models,
    history: async () => [0, 50, 100],
    describe: vi.fn(async ({ id, step }: ModelHandle) => {
      const model = core.models.find((m) => m.id === id)!
      return step === undefined ? model : { ...model, step }
    }),
    remove: async (id) => {
      core.models = core.models.filter((m) => m.id !== id)
    },
    nextToken: vi.fn(async () => next),
    sample: async (_handle, prompt, count, _, onToken) => {
      for (let i = 0; i < count; i++) onToken({ id: 1, token: 'a', probability: 0.5, dice: 0.25 })
      return { text: prompt, tokensPerSecond: 50 }
    },
  }
  return { core, client: client as CoreClient }
}

function memory(): Keep {
  const kept = new Map<string, string>()
  return { get: (key) => kept.get(key) ?? null, set: (key, value) => void (value === null ? kept.delete(key) : kept.set(key, value)) }
}

let core: ReturnType<typeof fakeCore>['core']
let client: CoreClient
let keep: Keep
let session: ReturnType<typeof createSession>
const state = () => session.getState()

beforeEach(() => {
  ;({ core, client } = fakeCore())
  keep = memory()
  session = createSession(client, keep)
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
    expect(underWay.has(keep, 'm1')).toBe(true)
    core.emit({ type: 'ended', status: 'done', step: 100 })
    expect(state().run?.status).toBe('done')
    expect(underWay.has(keep, 'm1')).toBe(false)
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
  expect(['cut', 'live'].map((id) => underWay.has(keep, id))).toEqual([false, true])
})

test('what an earlier version of the page kept of an interrupted run is still understood', async () => {
  keep.set('pathway.underWay', 'cut')
  core.models = [summary('cut', 40)]
  await state().start()
  expect(state().offer?.id).toBe('cut')
  state().declineOffer()
  expect(keep.get('pathway.underWay')).toBeNull()
})

describe('jobs', () => {
  beforeEach(() => state().start())

  test('all are on show, also those that are not the learner’s run, and each is stopped', async () => {
    const job: JobView = {
      jobId: 'race',
      kind: 'train',
      title: 'a race',
      keep: false,
      status: 'running',
      modelId: 'toy',
      step: 3,
      totalSteps: 9,
      secondsLeft: 2,
      startsInSeconds: null,
      unsaved: false,
    }
    core.list([job])
    expect(state().jobs).toEqual([job])
    await state().stopJob('race')
    expect(client.stop).toHaveBeenCalledWith('race')
    core.die('gone')
    expect(state().jobs).toEqual([])
  })

  test('a run that waits is on show as such, begins at its turn, and can be taken back', async () => {
    let refuse: (error: unknown) => void = () => {}
    const model = summary('late', 0)
    client.run = (_, onEvent) => {
      core.emit = (news) => onEvent({ jobId: 'j', ...news })
      return new Promise((_, reject) => {
        refuse = reject
      })
    }
    const first = state().train()
    core.emit({ type: 'queued' })
    expect(state().run).toMatchObject({ status: 'queued', jobId: 'j', modelId: null })
    core.emit({ type: 'started', model })
    expect(state()).toMatchObject({ run: { status: 'running', modelId: 'late' }, current: { id: 'late' } })
    core.emit({ type: 'ended', status: 'done', step: 100 })
    refuse({ code: 'internal', message: 'too late to matter', hint: '' })
    await first

    const second = state().train()
    core.emit({ type: 'queued' })
    vi.mocked(client.stop).mockImplementation(async () => refuse({ code: 'stopped', message: 'taken back', hint: '' }))
    state().dismiss('training')
    await Promise.all([second, state().stop()])
    expect(state().run?.modelId).toBe('late')
    expect(state().failures.training).toBeUndefined()
  })

  test('stop is heard when it is pressed before the core has named the run', async () => {
    let begin: (job: JobSpec, onEvent: (event: JobEvent) => void) => void = () => {}
    const real = client.run
    client.run = (job, onEvent) =>
      new Promise((resolve) => {
        begin = () => resolve(real(job, onEvent))
      })
    const started = state().train()
    await state().stop()
    expect(state().run?.status).toBe('stopping')
    begin({ kind: 'train', keep: true, spec }, () => {})
    await started
    expect(client.stop).toHaveBeenCalledWith('j1')
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

describe('the sampler', () => {
  beforeEach(async () => {
    core.models = [summary('m', 100)]
    await state().start()
  })

  test('an opened model brings its own prompt, until one is typed', async () => {
    expect(state().sampler.prompt).toBe(spec.samplePrompt)
    state().setPrompt('mine')
    await state().open('m')
    expect(state().sampler.prompt).toBe('mine')
  })

  test('the speed of one model is not shown beside another', async () => {
    core.models = [summary('m', 100), summary('other', 10)]
    await state().sample()
    expect(state().sampler.tokensPerSecond).toBe(50)
    await state().open('other')
    expect(state().sampler.tokensPerSecond).toBeNull()
  })

  test('the distribution follows the prompt', async () => {
    state().setPrompt('b')
    await vi.waitFor(() => expect(client.nextToken).toHaveBeenLastCalledWith({ id: 'm' }, 'b', state().sampler.settings))
    await vi.waitFor(() => expect(state().sampler.next).toEqual(next))
  })

  test('a sample collects its tokens', async () => {
    state().setCount(7)
    await state().sample()
    expect(state().sampler).toMatchObject({ busy: false, tokensPerSecond: 50 })
    expect(state().sampler.tokens).toHaveLength(7)
  })

  test('a roll shows its dice first and joins the text at the next roll', async () => {
    state().setPrompt('b')
    await state().roll()
    expect(state().sampler.rolled?.dice).toBe(0.25)
    expect(state().sampler.tokens).toHaveLength(0)
    await state().roll()
    expect(state().sampler.tokens).toHaveLength(1)
    expect(client.nextToken).toHaveBeenLastCalledWith({ id: 'm' }, 'ba', state().sampler.settings)
  })
})

test('the same dice fall anew when the distribution changes', async () => {
  core.models = [summary('m', 100)]
  await state().start()
  state().setPrompt('b')
  await vi.waitFor(() => expect(state().sampler.next).toEqual(next))
  await state().roll()
  expect(state().sampler.rolled).toEqual({ id: 1, token: 'a', probability: 0.6, dice: 0.25 })
  vi.mocked(client.nextToken).mockResolvedValue({
    ...next,
    candidates: [candidate(2, 'b', 0.2), candidate(1, 'a', 0), candidate(0, 'c', 0.8)],
  })
  state().setSampling({ temperature: 2 })
  await vi.waitFor(() => expect(state().sampler.rolled).toEqual({ id: 0, token: 'c', probability: 0.8, dice: 0.25 }))
})

test('the address chooses the runtime', () => {
  expect(runtimeChoice({ search: '?runtime=wasm', hash: '#/lab' })).toBe('wasm')
  expect(runtimeChoice({ search: '', hash: '#/lab?runtime=webgpu' })).toBe('webgpu')
  expect(runtimeChoice({ search: '?runtime=cuda', hash: '' })).toBe('auto')
})

test('the address chooses the threads', () => {
  expect(threadCount({ search: '?threads=1', hash: '#/lab' })).toBe(1)
  expect(threadCount({ search: '', hash: '#/lab?threads=12' })).toBe(12)
  for (const search of ['', '?threads=', '?threads=-1', '?threads=1.5', '?threads=many', '?threads=1000'])
    expect(threadCount({ search, hash: '' }), search).toBe(0)
})
