/** The bigram bench: a language model that is a table of counts, and the same table trained. */
import { MIN_CHARACTERS } from '../../../core/data/cleanText.ts'
import { courseText } from '../../../experiments/courseText.ts'
import type { Experiment } from '../../../experiments/experiment.ts'
import { type Bigram, countBigrams, marksOf } from './counts.ts'
import { trainTable } from './trained.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

const STEPS = 1500
/** The course's text, whole. */
const TEXT = 'state-of-the-union'
const ALL = 20_000_000

/** Counted, and learned once the learner has asked for it. */
interface Counted {
  bigram: Bigram
  marks: ReturnType<typeof marksOf>
  trained: Experiment | null
}

export default defineWidget({
  id: 'bigram-bench',
  title: 'A table that writes',
  teaches:
    'Counting which character follows which already gives a language model; training a table by gradient comes to nearly the same numbers.',
  params: {
    text: text(400, 20_000),
    row: text(0, 2),
    steps: v.optional(
      v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a whole number'), v.transform(Number), v.minValue(1, 'must be at least 1')),
    ),
  },
  needs: 'device',
  readings: {
    uniformBits: 'of guessing among all characters, bits per character on held-out text',
    singleBits: 'of counting single characters, the same',
    countedBits: 'of counting pairs, the same',
    perplexity: 'of the counted pairs',
    pairs: 'different pairs that were seen',
    trainedBits: 'of the table trained by gradient, bits per character on the same text',
  },
  /** without a text, all of the course's; the row is that of a character */
  defaults: { row: 'q', steps: STEPS },
  shown: ['row'],
  async compute({ text }) {
    const bigram = countBigrams(text ?? (await courseText(TEXT, ALL)))
    return { bigram, marks: marksOf(bigram), trained: null as Experiment | null }
  },
  async run({ text, steps }, { core }, report: (so: Experiment) => void, counted: Counted | null) {
    const trained = await trainTable(core, text === undefined ? { id: TEXT } : { own: text }, { steps, onProgress: report })
    return { ...counted!, trained }
  },
  readingsOf: ({ marks, trained }) => ({
    ...marks,
    ...(trained ? { trainedBits: trained.evaluations.at(-1)!.bitsPerCharacter } : {}),
  }),
  // The core learns from no text as short as this, and says so to who presses the button; counting is possible all the same.
  async measure({ text = '', steps }, { core }) {
    const marks = marksOf(countBigrams(text))
    if (text.length < MIN_CHARACTERS) return { ...marks }
    const { evaluations } = await trainTable(core, { own: text }, { steps })
    return { ...marks, trainedBits: evaluations.at(-1)!.bitsPerCharacter }
  },
})
