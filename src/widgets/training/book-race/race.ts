/** Two runs of one model: on whole stories, and on the same sentences shuffled. Both are measured on whole stories that were held out. */
import { worldText } from '../../../core/data/world/text.ts'
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { mixedSentences } from '../../../experiments/sentences.ts'
import { withText } from '../../../experiments/withText.ts'
import type { CoreApi, ModelHandle, RunSpec, TextRef } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export interface Settings {
  /** of the training text */
  characters: number
  steps: number
  seed: number
}

/** Tokens of a window; a story has about as many. */
export const CONTEXT = 64

export interface Run extends Experiment {
  /** mean loss at each place of a held-out story, nats a token; null until the run has ended */
  places: number[] | null
}

export interface Progress {
  settings: Settings
  whole: Run
  /** null until the first has ended */
  shuffled: Run | null
}

export interface Outcome extends Progress {
  shuffled: Run
}

const WORLD_SEED = 11
const GAP = '\n\n'
/** Stories that are read for a curve by place. */
const MEASURED = 60

export function textsOf({ characters, seed }: Settings): { whole: string; shuffled: string; heldOut: string } {
  const whole = worldText(WORLD_SEED, characters)
  // The course tests on the last tenth of a text.
  const heldOut = worldText(WORLD_SEED, Math.floor(whole.length / 9) - GAP.length, { heldOut: true })
  return { whole, shuffled: mixedSentences(whole, seed), heldOut }
}

function specOf({ steps, seed }: Settings, text: TextRef): RunSpec {
  return {
    text,
    tokenizer: 'bpe:512',
    sizes: { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: CONTEXT, dropout: 0 },
    training: {
      batch: 16,
      steps,
      learningRate: 2e-3,
      warmup: Math.round(steps / 10),
      weightDecay: 0.01,
      clip: 1,
      evalEvery: Math.max(1, Math.round(steps / 6)),
      seed,
    },
    samplePrompt: 'One ',
  }
}

/** Mean over stories, each read from its beginning. */
async function lossByPlace(core: CoreApi, handle: ModelHandle, stories: readonly string[]): Promise<number[]> {
  const sum = new Float64Array(CONTEXT)
  const count = new Float64Array(CONTEXT)
  for (const story of stories) {
    const { tensors } = await core.probe(handle, story, ['losses'])
    for (const [place, loss] of tensors[0]!.data.subarray(0, CONTEXT).entries()) {
      sum[place]! += loss
      count[place]! += 1
    }
  }
  return Array.from(sum, (total, place) => total / count[place]!).filter(Number.isFinite)
}

/** @param onProgress hears after every message of the core */
export async function race(core: CoreApi, settings: Settings, onProgress: (so: Progress) => void = () => {}): Promise<Outcome> {
  const texts = textsOf(settings)
  const stories = texts.heldOut.split(GAP).slice(0, MEASURED)
  const train = (text: string, tell: (run: Run) => void): Promise<Run> =>
    withText(core, { own: `${text}${GAP}${texts.heldOut}` }, async ({ ref }) => {
      let places: Run['places'] = null
      const done = await experiment(
        core,
        specOf(settings, ref),
        (so) => tell({ ...so, places: null }),
        async (trained) => {
          places = await lossByPlace(core, trained, stories)
        },
      )
      return { ...done, places }
    })
  const whole = await train(texts.whole, (run) => onProgress({ settings, whole: run, shuffled: null }))
  const shuffled = await train(texts.shuffled, (run) => onProgress({ settings, whole, shuffled: run }))
  return { settings, whole, shuffled }
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Of the first eight places, where little is known yet, and of the second half of a window. */
const early = ({ places }: Run) => meanOf(places!.slice(0, 8))
const late = ({ places }: Run) => meanOf(places!.slice(CONTEXT / 2))

export function readingsOf({ whole, shuffled }: Outcome): Readings {
  const heldOut = (run: Run) => run.evaluations.at(-1)!.validationLoss
  return {
    heldOutWhole: heldOut(whole),
    heldOutShuffled: heldOut(shuffled),
    earlyWhole: early(whole),
    earlyShuffled: early(shuffled),
    lateWhole: late(whole),
    lateShuffled: late(shuffled),
  }
}
