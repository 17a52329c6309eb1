/** What figures of this part do with a model that is made from another: make it, hear its losses, ask it, and let it go. */
import { type LossPoint, pointOf, thinned } from '../core/curve.ts'
import { runToEnd } from './runToEnd.ts'
import { STOPPED } from './within.ts'
import type { CoreApi, JobSpec, ModelSummary, TextRef } from '../worker/protocol.ts'

export interface Made {
  parameters: number
  /** on windows of held-out text at its end, nats a token */
  loss: number
  curve: readonly LossPoint[]
}

/** @param read is given the model before it goes */
export async function make(
  core: CoreApi,
  job: Extract<JobSpec, { kind: 'lora' | 'distill' | 'prune' | 'quantize' }>,
  onCurve: (curve: readonly LossPoint[]) => void = () => {},
  read: (model: ModelSummary) => Promise<void> = async () => {},
): Promise<Made> {
  let curve: LossPoint[] = []
  let loss = Number.NaN
  const { jobId, model, status, error } = await runToEnd(core, job, (news) => {
    if (news.type === 'evaluation') loss = news.evaluation.validationLoss
    if (news.type !== 'steps') return
    curve = thinned([...curve, ...news.steps.map(pointOf)])
    onCurve(curve)
  })
  try {
    if (error) throw error
    if (status !== 'done' || !model) throw STOPPED
    if (Number.isNaN(loss)) loss = (await core.describe({ id: model.id })).validationLoss!
    await read(model)
    return { parameters: model.parameters, loss, curve }
  } finally {
    await core.discard(jobId)
  }
}

/** A model's loss on windows of a text's held-out part, nats a token; default: its own text. */
export async function glance(core: CoreApi, modelId: string, text?: TextRef): Promise<number> {
  const job = { kind: 'evaluate', keep: false, modelId, whole: false, ...(text && { text }) } as const
  const { jobId, measured, error } = await runToEnd(core, job, () => {})
  await core.discard(jobId)
  if (error) throw error
  if (!measured) throw STOPPED
  return measured.after
}
