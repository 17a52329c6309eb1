/** What both runs have in common, and what each makes of it. */
import type { CoreApi, RunSpec, TextRef } from '../../../worker/protocol.ts'
import { type Experiment, experiment } from '../../shared/experiment.ts'
import type { VariantRaceParams } from './meta.ts'
import { VARIANTS } from './variants.ts'

/** Small: both runs together take some seconds on a CPU. */
export const DEFAULTS: Required<VariantRaceParams> = { a: 'gpt-1', b: 'no-positions', layers: 1, heads: 2, width: 32, steps: 600 }

export function specOf(params: VariantRaceParams, side: 'a' | 'b', text: TextRef): RunSpec {
  const { layers, heads, width, steps, [side]: name } = { ...DEFAULTS, ...params }
  const { change } = VARIANTS[name]
  return {
    text,
    sizes: { nLayer: layers, nHead: heads, nEmbd: width, nCtx: 32, dropout: 0, ...change(layers) },
    training: {
      batch: 16,
      steps,
      learningRate: 3e-3,
      warmup: Math.round(steps / 10),
      weightDecay: 0.01,
      clip: 1,
      evalEvery: Math.max(1, Math.round(steps / 5)),
      seed: 1,
    },
    samplePrompt: 'The ',
  }
}

export interface Progress {
  a: Experiment
  /** null until the first has ended */
  b: Experiment | null
}

export interface Outcome extends Progress {
  b: Experiment
}

/** Trains a, then b, on the first text of the course. @param onProgress hears after every message of the core */
export async function race(core: CoreApi, params: VariantRaceParams, onProgress: (so: Progress) => void = () => {}): Promise<Outcome> {
  const [text] = await core.texts()
  const a = await experiment(core, specOf(params, 'a', text!.ref), (so) => onProgress({ a: so, b: null }))
  const b = await experiment(core, specOf(params, 'b', text!.ref), (so) => onProgress({ a, b: so }))
  return { a, b }
}

export function readingsOf({ a, b }: Outcome, { heads = DEFAULTS.heads, width = DEFAULTS.width }: VariantRaceParams) {
  const [lossA, lossB] = [a, b].map(({ evaluations }) => evaluations.at(-1)!.validationLoss) as [number, number]
  return { lossA, lossB, difference: lossB - lossA, parametersA: a.parameters, parametersB: b.parameters, headWidth: width / heads }
}
