/** Stems and lemmas handed to the core: three models, one text. */
import { courseText } from '../../../experiments/courseText.ts'
import { type Progress, prepare, race, readingsOf } from './race.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

const TEXT = 'state-of-the-union'
export const CHARACTERS = 60_000

export default defineWidget({
  id: 'normal-forms',
  title: 'Words, stems and lemmas as training text',
  teaches: 'A model of stems is less surprised at each word, because it is asked less; what was cut off has to be paid for.',
  params: {
    steps: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d+$/, 'must be a whole number'),
        v.transform(Number),
        v.minValue(20, 'must be at least 20'),
        v.maxValue(2000, 'must be at most 2,000'),
      ),
    ),
    text: text(2000, 60_000),
  },
  needs: 'device',
  readings: {
    wordBits: 'bits for each word of the model of words, on held-out text',
    stemBits: 'bits for each stem of the model of stems',
    lemmaBits: 'bits for each lemma of the model of lemmas',
    stemTotal: 'bits for each stem and for the word, given its stem',
    lemmaTotal: 'bits for each lemma and for the word, given its lemma',
  },
  /** without a text, the beginning of the State of the Union */
  defaults: { steps: 300 },
  run: async ({ steps, text }, { core }, report: (at: Progress) => void) =>
    race(core, await prepare(text ?? (await courseText(TEXT, CHARACTERS))), steps, report),
  readingsOf,
})
