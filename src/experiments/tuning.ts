/** A tuning for a figure's sake: run to its end, read, and gone again. */
import { extended, type LossPoint, pointOf } from '../core/curve.ts'
import type { CoreApi, JobSpec, ModelSummary, TunedTask } from '../worker/protocol.ts'
import { runToEnd } from './runToEnd.ts'
import { STOPPED } from './within.ts'

export type TuningSpec = Omit<Extract<JobSpec, { kind: 'finetune' }>, 'kind' | 'keep'>

export interface Tuned {
  /** with its reports so far; null until it has begun */
  task: TunedTask | null
  /** of the steps' batches, thinned */
  curve: LossPoint[]
  step: number
  totalSteps: number
}

/**
 * Tunes to the end. Nothing of it is kept, unless `read` does: the model that it is given can be asked until `read` has ended.
 * @param onProgress hears of it as it goes
 */
export async function tuneOnce(
  core: CoreApi,
  spec: TuningSpec,
  onProgress: (so: Tuned) => void = () => {},
  read: (model: ModelSummary) => Promise<void> = async () => {},
): Promise<Tuned> {
  let so: Tuned = { task: null, curve: [], step: 0, totalSteps: 0 }
  const { jobId, model, status, error } = await runToEnd(core, { kind: 'finetune', keep: false, ...spec }, (news) => {
    if (news.type === 'started' && news.model?.kind === 'classifier') {
      so = { ...so, task: { ...news.model.task, reports: [...news.model.task.reports] }, totalSteps: news.model.totalSteps }
    }
    if (news.type === 'report' && so.task) so = { ...so, task: { ...so.task, reports: [...so.task.reports, news.report] } }
    if (news.type === 'steps') so = { ...so, curve: extended(so.curve, news.steps.map(pointOf)), step: news.steps.at(-1)?.step ?? so.step }
    onProgress(so)
  })
  try {
    if (status === 'done' && model) await read(model)
  } finally {
    await core.discard(jobId)
  }
  if (error) throw error
  if (status !== 'done') throw STOPPED
  return so
}
