/** A small GPT on a short text, twice: with nothing against overfitting, and with what the learner sets against it. */
import { splitText } from '../../../core/data/corpus.ts'
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { withText } from '../../../experiments/withText.ts'
import type { CoreApi, RunSpec, TextRef } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

/** How a run is made. The plain one has no dropout, no decay and the full width. */
export interface Settings {
  dropout: number
  decay: number
  width: number
  steps: number
  seed: number
}

export const WIDTH = 64
/** Held-out losses on the way. */
const LOOKS = 20

export const specOf = (text: TextRef, { dropout, decay, width, steps, seed }: Settings): RunSpec => ({
  text,
  sizes: { nLayer: 2, nHead: 2, nEmbd: width, nCtx: 32, dropout },
  training: {
    batch: 8,
    steps,
    learningRate: 5e-3,
    warmup: Math.ceil(steps / 10),
    weightDecay: decay,
    clip: 1,
    evalEvery: Math.ceil(steps / LOOKS),
    seed,
  },
  samplePrompt: 'The ',
})

export interface Pair {
  plain: Experiment
  /** null until the first has ended */
  other: Experiment | null
}
export interface Outcome extends Pair {
  other: Experiment
}

/** Both from the same seed, on the same batches. */
export async function both(core: CoreApi, text: string, settings: Settings, onProgress: (so: Pair) => void): Promise<Outcome> {
  return withText(core, { own: text }, async ({ ref }) => {
    const bare = { ...settings, dropout: 0, decay: 0, width: WIDTH }
    const plain = await experiment(core, specOf(ref, bare), (so) => onProgress({ plain: so, other: null }))
    const other = await experiment(core, specOf(ref, settings), (so) => onProgress({ plain, other: so }))
    return { plain, other }
  })
}

/** The lowest held-out loss: where early stopping would have stopped. */
export const bestOf = ({ evaluations }: Experiment): Experiment['evaluations'][number] =>
  evaluations.reduce((best, each) => (each.validationLoss < best.validationLoss ? each : best))

export const endOf = ({ evaluations }: Experiment): Experiment['evaluations'][number] => evaluations.at(-1)!

/** The longest passage of `written` that stands in `source` word for word. */
export function longestCopy(written: string, source: string): string {
  let longest = ''
  for (let from = 0; from < written.length; from++) {
    while (source.includes(written.slice(from, from + longest.length + 1)) && from + longest.length < written.length)
      longest = written.slice(from, from + longest.length + 1)
  }
  return longest
}

export function readingsOf({ plain, other }: Outcome, text: string): Readings {
  const [best, end, last] = [bestOf(plain), endOf(plain), endOf(other)]
  return {
    plainBest: best.validationLoss,
    plainBestStep: best.step,
    plainEnd: end.validationLoss,
    plainTrain: end.trainLoss,
    otherBest: bestOf(other).validationLoss,
    otherEnd: last.validationLoss,
    gap: end.validationLoss - end.trainLoss,
    otherGap: last.validationLoss - last.trainLoss,
    gain: end.validationLoss - last.validationLoss,
    copied: longestCopy(plain.written, splitText(text).train).length,
  }
}
