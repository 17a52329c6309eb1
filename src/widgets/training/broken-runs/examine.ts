/** A run, trained and then looked at. */
import { splitText } from '../../../core/data/corpus.ts'
import { type FaultyExperiment, faultyExperiment } from '../../../experiments/experiment.ts'
import type { CoreApi, TextInfo } from '../../../worker/protocol.ts'
import { type Findings, find } from './findings.ts'
import { type Recipe, specOf } from './patients.ts'

export interface Run extends FaultyExperiment {
  /** null until the run has ended */
  findings: Findings | null
}

export interface Examined extends Run {
  findings: Findings
}

/** @param onProgress hears after every message of the core */
export async function examined(
  core: CoreApi,
  { text, info }: { text: string; info: TextInfo },
  recipe: Recipe,
  onProgress: (so: Run) => void,
): Promise<Examined> {
  let findings: Findings | null = null
  const done = await faultyExperiment(
    core,
    specOf(recipe, info.ref),
    recipe.faults,
    (so) => onProgress({ ...so, findings: null }),
    async (trained) => {
      findings = await find(core, trained, splitText(text).validation, recipe.sizes.nLayer, info.vocabulary)
    },
  )
  return { ...done, findings: findings! }
}
