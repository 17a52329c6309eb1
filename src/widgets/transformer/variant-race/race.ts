/** What both runs have in common, and what each makes of it. */
import type { CoreApi, RunSpec, TextRef } from '../../../worker/protocol.ts'
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { VARIANTS, type VariantName } from './variants.ts'

/** The two that race, and what is alike in both. */
export interface Race {
  a: VariantName
  b: VariantName
  layers: number
  heads: number
  width: number
  steps: number
}

export function specOf(race: Race, side: 'a' | 'b', text: TextRef): RunSpec {
  const { layers, heads, width, steps, [side]: name } = race
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
export async function race(core: CoreApi, params: Race, onProgress: (so: Progress) => void = () => {}): Promise<Outcome> {
  const [text] = await core.texts()
  const a = await experiment(core, specOf(params, 'a', text!.ref), (so) => onProgress({ a: so, b: null }))
  const b = await experiment(core, specOf(params, 'b', text!.ref), (so) => onProgress({ a, b: so }))
  return { a, b }
}

export function readingsOf({ a, b }: Outcome, { heads, width }: Pick<Race, 'heads' | 'width'>) {
  const [lossA, lossB] = [a, b].map(({ evaluations }) => evaluations.at(-1)!.validationLoss) as [number, number]
  return { lossA, lossB, difference: lossB - lossA, parametersA: a.parameters, parametersB: b.parameters, headWidth: width / heads }
}
