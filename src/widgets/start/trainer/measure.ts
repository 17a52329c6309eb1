/** Trains as the widget does, on the first text of the course, and reads off how well. */
import type { RunEvent, RunSpec } from '../../../worker/protocol.ts'
import type { Measure } from '../../contract.ts'
import type { TrainerParams } from './meta.ts'
import { runOf } from './run.ts'

type Ended = Extract<RunEvent, { type: 'ended' }>

export const measure: Measure<TrainerParams> = async (params, { core }) => {
  const [text] = await core.texts()
  if (!text) throw new Error('The course has no text to train on.')
  const { sizes, training } = runOf(params)
  // Evaluations on the way change nothing in the run, and only the last one is read.
  const spec: RunSpec = { sizes, training: { ...training, evalEvery: 0 }, text: text.ref, samplePrompt: 'The ' }
  let validationLoss = Number.NaN
  let hear: (end: Ended) => void = () => {}
  const ended = new Promise<Ended>((resolve) => {
    hear = resolve
  })
  const { model } = await core.train(spec, (event) => {
    if (event.type === 'evaluation') validationLoss = event.evaluation.validationLoss
    if (event.type === 'ended') hear(event)
  })
  const { status, step, error } = await ended
  await core.remove(model.id)
  if (status !== 'done') throw new Error(error?.message ?? 'The run was stopped.')
  return {
    parameters: model.parameters,
    steps: step,
    validationLoss,
    bigramLoss: text.bigramLoss,
    bitsPerCharacter: validationLoss / Math.LN2,
  }
}
