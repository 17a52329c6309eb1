/** The two runs: a small GPT from the same seed on the same batches, with one learning rate and the other. */
import type { CoreApi, RunSpec, TextRef } from '../../../worker/protocol.ts'
import { type Experiment, experiment } from '../../../experiments/experiment.ts'

/** The two learning rates, and how many steps each takes. */
export interface Rates {
  low: number
  high: number
  steps: number
}

const SIZES: RunSpec['sizes'] = { nLayer: 1, nHead: 2, nEmbd: 32, nCtx: 32, dropout: 0 }

/** No warm-up and no clipping: what the rate does is not to be softened. */
export const specOf = (text: TextRef, learningRate: number, steps: number): RunSpec => ({
  text,
  sizes: SIZES,
  training: { batch: 8, steps, learningRate, warmup: 0, weightDecay: 0, clip: 0, evalEvery: 0, seed: 1 },
  samplePrompt: 'The ',
})

export interface Duel {
  low: Experiment
  high: Experiment
}

/** One after the other; `onProgress` hears what there is so far. @throws PlainError 'busy' while another run goes on */
export async function duel(
  core: CoreApi,
  text: TextRef,
  { low, high, steps }: Rates,
  onProgress: (so: Partial<Duel>) => void = () => {},
): Promise<Duel> {
  const first = await experiment(core, specOf(text, low, steps), (so) => onProgress({ low: so }))
  const second = await experiment(core, specOf(text, high, steps), (so) => onProgress({ low: first, high: so }))
  return { low: first, high: second }
}

/** The last evaluation of each. */
export function lossesOf({ low, high }: Duel): { lowLoss: number; highLoss: number; gap: number } {
  const [lowLoss, highLoss] = [low, high].map(({ evaluations }) => evaluations.at(-1)!.validationLoss) as [number, number]
  return { lowLoss, highLoss, gap: highLoss - lowLoss }
}
