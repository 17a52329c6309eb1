/** Trains as the widget does, on the first text of the course, and reads off how well. */
import type { RunSpec } from '../../../worker/protocol.ts'
import { experiment } from '../../../experiments/experiment.ts'
import type { MeasuredWorld, Readings } from '../../frame/define.ts'
import { runOf, type Sizes } from './run.ts'

export async function trainAndMeasure(params: Sizes, { core }: MeasuredWorld): Promise<Readings> {
  const [text] = await core.texts()
  if (!text) throw new Error('The course has no text to train on.')
  const { sizes, training } = runOf(params)
  // Evaluations on the way change nothing in the run, and only the last one is read.
  const spec: RunSpec = { sizes, training: { ...training, evalEvery: 0 }, text: text.ref, samplePrompt: 'The ' }
  const { parameters, evaluations } = await experiment(core, spec)
  const { step, validationLoss } = evaluations.at(-1)!
  return {
    parameters,
    steps: step,
    validationLoss,
    bigramLoss: text.bigramLoss,
    bitsPerCharacter: validationLoss / Math.LN2,
  }
}
