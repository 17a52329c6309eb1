/** What the course's first version kept, in one string of localStorage: choices and answers without their time. */
import * as v from 'valibot'
import type { Keep } from '../context.ts'
import { type Kept, nothing } from './record.ts'

const schema = v.object({
  predictions: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))),
  answers: v.record(v.string(), v.object({ tried: v.array(v.number()), right: v.boolean() })),
})

export function readOld(keep: Keep): Kept | null {
  try {
    const { predictions, answers } = v.parse(schema, JSON.parse(keep.get('pathway.learning') ?? 'null'))
    const kept = nothing()
    for (const [key, choice] of Object.entries(predictions)) {
      kept.predictions[key] = { guesses: [{ choice, confidence: null, at: 0 }], again: false, outcome: null }
    }
    for (const [key, attempt] of Object.entries(answers)) kept.answers[key] = { ...attempt, at: 0 }
    return kept
  } catch {
    return null
  }
}
