/** What earlier versions kept in strings of localStorage: choices and answers without their time, and the board's records. */
import * as v from 'valibot'
import type { Keep } from '../context.ts'
import { type Kept, nothing } from './record.ts'

const schema = v.object({
  predictions: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))),
  answers: v.record(v.string(), v.object({ tried: v.array(v.number()), right: v.boolean() })),
})

const board = v.record(v.string(), v.object({ bits: v.number(), written: v.string(), settings: v.string() }))

/** Under which keys of localStorage earlier versions kept what is in the records now. */
export const OLD = ['pathway.learning', 'pathway.board'] as const

/** What earlier versions kept; null where there is nothing. */
export function readOld(keep: Keep): Kept | null {
  const [kept, scores] = [readFirst(keep), readScores(keep)]
  return kept || scores ? { ...(kept ?? nothing()), scores: scores ?? {} } : null
}

/** The board's own records, which its figure once kept for itself. */
function readScores(keep: Keep): Kept['scores'] | null {
  try {
    const read = v.parse(board, JSON.parse(keep.get('pathway.board') ?? 'null'))
    return Object.fromEntries(Object.entries(read).map(([rung, score]) => [`board/${rung}`, { ...score, at: 0 }]))
  } catch {
    return null // nothing, or not ours
  }
}

function readFirst(keep: Keep): Kept | null {
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
