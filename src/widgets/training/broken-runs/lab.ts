/** The lab's work: a broken run, a healthy one beside it, and the broken one mended as the learner says, all trained here. */
import { worldCorpus } from '../../../core/data/world/text.ts'
import { withText } from '../../../experiments/withText.ts'
import type { CoreApi } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { type Examined, examined, type Run } from './examine.ts'
import { gapOf } from './refute.ts'
import { type Diagnosis, healthy, mended, type Name, PATIENTS, type Recipe, withMistake } from './patients.ts'

export interface Asked {
  name: Name
  /** what is to be changed; "nothing": the broken run alone */
  repair: Diagnosis | 'nothing'
  rate: number
  warmup: number
  /** of a run of 2 layers; deeper ones take fewer */
  steps: number
  seed: number
}

export interface Outcome {
  asked: Asked
  broken: Examined
  healthy: Examined
  /** null where nothing was to be changed */
  mended: Examined | null
}

/** Which of the runs is under way, and how far it is; those before it have ended. */
export interface Progress {
  asked: Asked
  steps: number
  broken: Run
  healthy: Run | null
  mended: Run | null
}

const WORLD_SEED = 11
const CHARACTERS = 100_000

/** Runs that `before` has already are not trained again. */
export async function tryOut(
  core: CoreApi,
  asked: Asked,
  onProgress: (so: Progress) => void = () => {},
  before: Outcome | null = null,
): Promise<Outcome> {
  const { size, fault } = PATIENTS[asked.name]
  const sound = healthy(size, asked)
  const spoilt = withMistake(sound, fault)
  const same = before?.asked.seed === asked.seed && before.asked.steps === asked.steps
  const text = worldCorpus(WORLD_SEED, CHARACTERS)
  return withText(core, { own: text }, async (info) => {
    const train = (recipe: Recipe, tell: (run: Run) => void) => examined(core, { text, info }, recipe, tell)
    const so: Progress = { asked, steps: sound.training.steps, broken: NONE, healthy: null, mended: null }
    const broken =
      same && before.asked.name === asked.name ? before.broken : await train(spoilt, (run) => onProgress({ ...so, broken: run }))
    const beside =
      same && PATIENTS[before.asked.name].size === size
        ? before.healthy
        : await train(sound, (run) => onProgress({ ...so, broken, healthy: run }))
    const { repair } = asked
    const after =
      repair === 'nothing'
        ? null
        : await train(mended(spoilt, { ...asked, repair }), (run) => onProgress({ ...so, broken, healthy: beside, mended: run }))
    return { asked, broken, healthy: beside, mended: after }
  })
}

const NONE: Run = { parameters: 0, curve: [], evaluations: [], written: '', gradients: [], findings: null }

const heldOut = ({ evaluations }: Run): number => evaluations.at(-1)!.validationLoss

/** So near to the healthy run a mended one must come, nats. */
export const MARGIN = 0.1

/** Of the mended run, or of the broken one where nothing was mended. */
export function readingsOf({ broken, healthy: beside, mended: after }: Outcome): Readings {
  const run = after ?? broken
  return {
    reported: heldOut(run),
    asked: run.findings.asked,
    askedHealthy: beside.findings.asked,
    behind: run.findings.asked - beside.findings.asked,
    gap: gapOf(run),
    echo: run.findings.echo,
    future: run.findings.future,
    silent: run.findings.silent,
    alike: run.findings.alike,
    weights: run.findings.weights,
  }
}
