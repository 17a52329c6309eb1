/** Names marked by hand beside names found by rules. */
import { readQuantities } from '../../../language/wink.ts'
import { findSpans, readingsOf } from './found.ts'
import { parseMarks, sentenceOf } from './spans.ts'
import * as v from 'valibot'
import { MARKED } from './sentences.ts'
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

export default defineWidget({
  id: 'entity-spans',
  title: 'Names, marked and found',
  teaches: 'A recognizer is judged by whole spans: both ends and the label have to be right.',
  params: {
    sentence: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d+$/, 'must be a whole number'),
        v.transform(Number),
        v.minValue(1, 'must be at least 1'),
        v.maxValue(MARKED.length, `must be at most ${MARKED.length}`),
      ),
    ),
    text: text(1, 400),
    marks: v.optional(v.pipe(v.string(), v.regex(/^(\d+-\d+:(person|place|organization)(,|$))*$/, 'must be like "0-2:person,5-6:place"'))),
  },
  readings: {
    marked: 'names that you marked',
    found: 'names that compromise found',
    precision: 'of those found, the share that you marked alike',
    recall: 'of those that you marked, the share that was found alike',
    f1: 'the harmonic mean of the two',
    agreement: 'F1 between your marks and those of the course; only on its own sentences',
  },
  /** a sentence of the course's, from 1, or a text of the learner's own instead; the learner's marks are over tokens */
  defaults: { marks: '' },
  shown: ['marks'],
  compute: async ({ sentence, text }) => {
    const course = sentence === undefined && text !== undefined ? null : sentenceOf(sentence ?? 1)
    const read = course?.text ?? text!
    return { text: read, spans: await findSpans(read), quantities: await readQuantities(read), course: course?.spans ?? null }
  },
  readingsOf: ({ spans, course }, { marks }) => readingsOf(parseMarks(marks), spans, course),
})
