/** Both runs and what is measured on each. */
import type { CoreApi, RunSpec, TextRef } from '../../../worker/protocol.ts'
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { lossByPlace, mean, type Places } from './places.ts'

/** What is alike in both; a context is of tokens. */
export interface Sizes {
  context: number
  width: number
  steps: number
}

/** Characters of the text's beginning that the places are measured on. */
const MEASURED = 96

export interface Run extends Experiment {
  /** null until the run has ended */
  places: Places | null
}

export interface Progress {
  masked: Run
  /** null until the first has ended */
  unmasked: Run | null
}

export interface Outcome extends Progress {
  unmasked: Run
}

export function specOf({ context, width, steps }: Sizes, noMask: boolean, text: TextRef): RunSpec {
  return {
    text,
    sizes: { nLayer: 1, nHead: 2, nEmbd: width, nCtx: context, dropout: 0, ...(noMask && { surgery: { noMask } }) },
    training: {
      batch: 32,
      steps,
      learningRate: 1e-2,
      warmup: Math.min(40, Math.round(steps / 4)),
      weightDecay: 0.01,
      clip: 1,
      evalEvery: Math.max(1, Math.round(steps / 6)),
      seed: 1,
    },
    samplePrompt: 'The ',
  }
}

/** Trains on the first text of the course, with the mask and then without. @param onProgress hears after every message of the core */
export async function race(core: CoreApi, sizes: Sizes, onProgress: (so: Progress) => void = () => {}): Promise<Outcome> {
  const [text] = await core.texts()
  const characters = Array.from(text!.preview).slice(0, MEASURED + 1)
  const train = async (noMask: boolean, tell: (run: Run) => void): Promise<Run> => {
    let places: Places | null = null
    const done = await experiment(
      core,
      specOf(sizes, noMask, text!.ref),
      (so) => tell({ ...so, places: null }),
      async (trained) => {
        places = await lossByPlace(core, trained, characters, sizes.context)
      },
    )
    return { ...done, places }
  }
  const masked = await train(false, (run) => onProgress({ masked: run, unmasked: null }))
  const unmasked = await train(true, (run) => onProgress({ masked, unmasked: run }))
  return { masked, unmasked }
}

export function readingsOf({ masked, unmasked }: Outcome) {
  const [seen, without] = [masked.places!, unmasked.places!]
  return {
    lossMasked: masked.evaluations.at(-1)!.validationLoss,
    lossUnmasked: unmasked.evaluations.at(-1)!.validationLoss,
    writingMasked: mean(seen.writing),
    writingUnmasked: mean(without.writing),
    copied: mean(without.training.slice(0, -1)),
    lastPlace: without.training.at(-1)!,
  }
}
