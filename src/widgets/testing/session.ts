/** A session for tests: its state is set by hand and its commands are recorded, so no worker is needed. */
import { vi } from 'vitest'
import { core, session } from '../../session/index.ts'
import type { CoreApi, JobNews, JobSpec, ModelSummary } from '../../worker/protocol.ts'

export const model: ModelSummary = {
  id: 'first',
  name: 'the course’s model',
  kind: 'language',
  origin: 'shipped',
  config: { nLayer: 2, nHead: 2, nEmbd: 32, nCtx: 32, nVocab: 3, dropout: 0 },
  parameters: 25_000,
  step: 100,
  totalSteps: 100,
  resumable: false,
  textTitle: 'The whale',
  validationLoss: Math.LN2 * 2,
  bitsPerCharacter: 2,
  spec: null,
  curve: [{ step: 100, loss: 1.5 }],
  evaluations: [{ step: 100, trainLoss: 1.5, validationLoss: Math.LN2 * 2, bitsPerCharacter: 2 }],
  samples: [],
  uniformLoss: Math.LN2 * 6,
  bigramLoss: Math.LN2 * 3,
  savedAt: 0,
  bytes: 1,
}

/** The core answers these commands so; a real one is in tests/support/world.ts. */
export function answer(commands: Partial<CoreApi>): void {
  Object.assign(core, commands)
}

/** Jobs that begin with a model called m1, m2 …, tell this, and end where that does. */
export function tell(news: (spec: JobSpec, count: number) => readonly JobNews[]): Pick<CoreApi, 'run' | 'discard'> {
  let count = 0
  return {
    run: vi.fn(async (spec, onEvent) => {
      const jobId = `j${++count}`
      const made = { ...model, id: `m${count}` }
      onEvent({ jobId, type: 'started', model: made })
      const all = news(spec, count)
      setTimeout(() => {
        for (const each of all) onEvent({ jobId, ...each })
      })
      return { jobId, model: made }
    }),
    discard: vi.fn(async () => {}),
  }
}

const pristine = session.getState()

/** Every command of the session becomes a mock; `change` is laid over the first state. */
export function prepare(change: Partial<typeof pristine> = {}) {
  const commands = {
    start: vi.fn(async () => {}),
    train: vi.fn(async () => {}),
    stop: vi.fn(async () => {}),
    stopJob: vi.fn(async () => {}),
    trainLonger: vi.fn(async () => {}),
    sample: vi.fn(async () => {}),
    stopSampling: vi.fn(async () => {}),
    setPrompt: vi.fn((prompt: string) => session.setState((s) => ({ sampler: { ...s.sampler, prompt, base: prompt } }))),
    attention: vi.fn(),
  }
  session.setState({ ...pristine, ...commands, ...change }, true)
  return commands
}
