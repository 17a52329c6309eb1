/** A core in memory whose runs a test moves by hand, and a session over it. */
import { vi } from 'vitest'
import type { CoreClient } from '../../worker/client.ts'
import type {
  Estimate,
  JobEvent,
  JobNews,
  JobSpec,
  JobView,
  ModelHandle,
  ModelSummary,
  NextToken,
  RunSpec,
  StepMetrics,
  TextInfo,
} from '../../worker/protocol.ts'
import type { Keep } from '../context.ts'
import { createSession } from '../session.ts'

export const text: TextInfo = {
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
export const spec: RunSpec = {
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
/** A kept model. */
export const summary = (id: string, step: number, totalSteps = 100): ModelSummary => ({
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
export const metrics = (step: number): StepMetrics => ({
  step,
  loss: 2,
  learningRate: 1,
  gradNorm: 1,
  tokensPerSecond: 100,
  stepMs: 1,
  secondsLeft: 9,
})
export const candidate = (id: number, token: string, kept: number) => ({ id, token, logit: 0, scaled: 0, probability: kept, kept })
export const next: NextToken = {
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

/** A page that was just opened: its session, and what stands behind it. Nothing runs before `start()`. */
export function fakePage() {
  const { core, client } = fakeCore()
  const keep = memory()
  const session = createSession(client, keep)
  return { core, client, keep, state: () => session.getState() }
}
