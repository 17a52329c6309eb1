/** Trains as the widget does, on the first text of the course, and reads off how well. */
import type { RunEvent, RunSpec } from '../../worker/protocol.ts'
import type { Measure } from '../contract.ts'
import { draftOf } from './draft.ts'
import type { TrainerParams } from './meta.ts'

type Ended = Extract<RunEvent, { type: 'ended' }>

/** Where the parameters name nothing: small, and the same on every device. */
const BASE: RunSpec = {
  text: { kind: 'bundled', id: '' },
  sizes: { nLayer: 1, nHead: 2, nEmbd: 32, nCtx: 32, dropout: 0 },
  training: { batch: 8, steps: 100, learningRate: 3e-3, warmup: 20, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 1 },
  samplePrompt: 'The ',
}

export const measure: Measure<TrainerParams> = async (params, { core }) => {
  const [text] = await core.texts()
  if (!text) throw new Error('The course has no text to train on.')
  const { sizes, training } = draftOf(params)
  const spec: RunSpec = { ...BASE, text: text.ref, sizes: { ...BASE.sizes, ...sizes }, training: { ...BASE.training, ...training } }
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
  return { parameters: model.parameters, steps: step, validationLoss, bigramLoss: text.bigramLoss, bitsPerCharacter: validationLoss / Math.LN2 }
}
