/** Names marked by hand beside names found by rules. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { MARKED } from './sentences.ts'

export const meta: WidgetMeta = {
  id: 'entity-spans',
  title: 'Names, marked and found',
  teaches: 'A recognizer is judged by whole spans: both ends and the label have to be right.',
  params: v.strictObject({
    sentence: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d+$/, 'must be a whole number'),
        v.transform(Number),
        v.minValue(1, 'must be at least 1'),
        v.maxValue(MARKED.length, `must be at most ${MARKED.length}`),
      ),
    ),
    text: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(400, 'must have at most 400 characters'))),
    marks: v.optional(v.pipe(v.string(), v.regex(/^(\d+-\d+:(person|place|organization)(,|$))*$/, 'must be like "0-2:person,5-6:place"'))),
  }),
  needs: [],
  readings: {
    marked: 'names that you marked',
    found: 'names that compromise found',
    precision: 'of those found, the share that you marked alike',
    recall: 'of those that you marked, the share that was found alike',
    f1: 'the harmonic mean of the two',
    agreement: 'F1 between your marks and those of the course; only on its own sentences',
  },
}

export interface EntitySpansParams {
  /** one of the course's, from 1 */
  sentence?: number
  /** of the learner's own, instead */
  text?: string
  /** the learner's, over tokens */
  marks?: string
}
