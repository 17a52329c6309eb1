/** The race over a whole text, with a core of its own or the page's. */
import type { Measure, Readings } from '../../contract.ts'
import type { NormalFormsParams } from './meta.ts'
import { type Outcome, prepare, race } from './race.ts'

export const STEPS = 300

export function readingsOf(outcomes: readonly Outcome[]): Readings {
  const [words, stems, lemmas] = outcomes
  return {
    wordBits: words!.modelBits,
    stemBits: stems!.modelBits,
    lemmaBits: lemmas!.modelBits,
    stemTotal: stems!.totalBits,
    lemmaTotal: lemmas!.totalBits,
  }
}

export const measure: Measure<NormalFormsParams> = async ({ steps = STEPS, text }, { core, text: given }) =>
  readingsOf(await race(core, await prepare(text ?? given), steps))
