/** The two runs: a small GPT from the same seed on the same batches, with one learning rate and the other. */
import type { CoreApi, RunSpec, TextRef } from '../../../worker/protocol.ts'
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import type { RateDuelParams } from './meta.ts'

export const DEFAULTS = { low: 0.01, high: 0.1, steps: 400 } as const

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
  params: RateDuelParams,
  onProgress: (so: Partial<Duel>) => void = () => {},
): Promise<Duel> {
  const { low, high, steps } = { ...DEFAULTS, ...params }
  const first = await experiment(core, specOf(text, low, steps), (so) => onProgress({ low: so }))
  const second = await experiment(core, specOf(text, high, steps), (so) => onProgress({ low: first, high: so }))
  return { low: first, high: second }
}

/** The last evaluation of each. */
export function lossesOf({ low, high }: Duel): { lowLoss: number; highLoss: number; gap: number } {
  const [lowLoss, highLoss] = [low, high].map(({ evaluations }) => evaluations.at(-1)!.validationLoss) as [number, number]
  return { lowLoss, highLoss, gap: highLoss - lowLoss }
}
