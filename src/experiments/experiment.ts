/** A short run for a figure's sake: trained, read, and gone again, with the learner's own model open before and after. */
import type { CoreApi, Evaluation, ModelHandle, RunEvent, RunSpec } from '../worker/protocol.ts'

export interface Experiment {
  parameters: number
  /** loss of every step on its batch, nats per token */
  curve: { step: number; loss: number }[]
  /** on fixed windows of both parts of the text; the last is of the last step */
  evaluations: Evaluation[]
  /** what the model wrote at its end, after `spec.samplePrompt` */
  written: string
}

/**
 * Trains `spec` to its end. The run goes through the core like any other, so it waits for nothing and is refused while another one is under way.
 * @param onProgress hears the experiment as it grows
 * @param read is given the trained model's handle before it goes
 */
export async function experiment(
  core: CoreApi,
  spec: RunSpec,
  onProgress: (so: Experiment) => void = () => {},
  read: (trained: ModelHandle) => Promise<void> = async () => {},
): Promise<Experiment> {
  const result: Experiment = { parameters: 0, curve: [], evaluations: [], written: '' }
  let end: (event: Extract<RunEvent, { type: 'ended' }>) => void = () => {}
  const ended = new Promise<Extract<RunEvent, { type: 'ended' }>>((resolve) => {
    end = resolve
  })
  const { model } = await core.train(spec, (event) => {
    if (event.type === 'steps') result.curve.push(...event.steps.map(({ step, loss }) => ({ step, loss })))
    if (event.type === 'evaluation') result.evaluations.push(event.evaluation)
    if (event.type === 'sample') result.written = event.sample.text
    if (event.type === 'ended') end(event)
    else onProgress({ ...result, curve: [...result.curve], evaluations: [...result.evaluations] })
  })
  result.parameters = model.parameters
  const { status, error } = await ended
  try {
    if (status === 'done') await read({ id: model.id })
  } finally {
    await core.remove(model.id)
  }
  if (error) throw error
  if (status !== 'done') throw { code: 'stopped', message: 'The run was stopped before its end.', hint: 'Start it again.' }
  return result
}
