/** A short run for a figure's sake: trained, read, and gone again. */
import { thinned } from '../core/curve.ts'
import type { CoreApi, Evaluation, Faults, JobNews, JobSpec, ModelHandle, RunSpec } from '../worker/protocol.ts'
import { runToEnd } from './runToEnd.ts'
import { STOPPED } from './within.ts'

export interface Experiment {
  parameters: number
  /** loss of the steps on their batches, nats per token, thinned while it grows */
  curve: { step: number; loss: number }[]
  /** on fixed windows of both parts of the text; the last is of the last step */
  evaluations: Evaluation[]
  /** what the model wrote at its end, after `spec.samplePrompt` */
  written: string
}

/** One that may have faults planted in it. */
export interface FaultyExperiment extends Experiment {
  /** norms of the last step that told them, by layer: of everything outside the blocks, then of each block */
  gradients: number[]
}

/**
 * Trains `spec` to its end. Nothing of it is kept; where another job is under way it waits for its turn.
 * @param onProgress hears the experiment as it grows
 * @param read is given the trained model's handle before it goes
 */
export async function experiment(
  core: CoreApi,
  spec: RunSpec,
  onProgress: (so: Experiment) => void = () => {},
  read: (trained: ModelHandle) => Promise<void> = async () => {},
): Promise<Experiment> {
  return grow(core, { kind: 'train', keep: false, spec }, { ...EMPTY }, () => {}, onProgress, read)
}

/** The same with mistakes in it. */
export async function faultyExperiment(
  core: CoreApi,
  spec: RunSpec,
  faults: Faults,
  onProgress: (so: FaultyExperiment) => void,
  read: (trained: ModelHandle) => Promise<void>,
): Promise<FaultyExperiment> {
  const hear = (so: FaultyExperiment, news: JobNews): void => {
    if (news.type === 'gradients') so.gradients = news.layers
  }
  return grow(core, { kind: 'train', keep: false, spec, faults }, { ...EMPTY, gradients: [] }, hear, onProgress, read)
}

const EMPTY: Experiment = { parameters: 0, curve: [], evaluations: [], written: '' }

async function grow<E extends Experiment>(
  core: CoreApi,
  job: JobSpec,
  first: E,
  hear: (so: E, news: JobNews) => void,
  onProgress: (so: E) => void,
  read: (trained: ModelHandle) => Promise<void>,
): Promise<E> {
  const result: E = { ...first, curve: [], evaluations: [] }
  const { jobId, model, status, error } = await runToEnd(core, job, (news) => {
    if (news.type === 'started') result.parameters = news.model?.parameters ?? 0
    if (news.type === 'steps') result.curve.push(...news.steps.map(({ step, loss }) => ({ step, loss })))
    if (news.type === 'evaluation') result.evaluations.push(news.evaluation)
    if (news.type === 'sample') result.written = news.sample.text
    hear(result, news)
    onProgress({ ...result, curve: thinned(result.curve), evaluations: [...result.evaluations] })
  })
  try {
    if (status === 'done' && model) await read({ id: model.id })
  } finally {
    await core.discard(jobId)
  }
  if (error) throw error
  if (status !== 'done') throw STOPPED
  return result
}
