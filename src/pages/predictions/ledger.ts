/** The ledger: every first guess with what it was, as far as that is known. */
import type { Prediction } from '../../lesson/lesson.ts'
import type { Judged } from '../../session/learning/calibration.ts'
import type { Predicted } from '../../session/learning.ts'
import { type Entry, findBlock } from '../course/course.ts'

export interface Line {
  key: string
  entry: Entry
  prediction: Prediction
  at: number
  confidence: number | null
  /** as markdown */
  guess: string
  /** what it was; null where the learner has not said yet */
  outcome: string | null
  right: boolean | null
}

/** Oldest first; guesses at what the course no longer asks are left out. */
export async function ledgerOf(predictions: Readonly<Record<string, Predicted>>): Promise<Line[]> {
  const lines = await Promise.all(Object.entries(predictions).map(([key, predicted]) => lineOf(key, predicted)))
  return lines.filter((line) => line !== null).sort((a, b) => a.at - b.at)
}

async function lineOf(key: string, { guesses, outcome: marked }: Predicted): Promise<Line | null> {
  const found = await findBlock(key)
  if (found?.block.kind !== 'predict') return null
  const { entry, block: prediction } = found
  const { choice, confidence, at } = guesses[0]!
  const guess = prediction.choices[choice]
  if (guess === undefined) return null
  const outcome = prediction.answer ?? marked
  const known = outcome === null ? null : (prediction.choices[outcome] ?? null)
  return { key, entry, prediction, at, confidence, guess, outcome: known, right: known === null ? null : outcome === choice }
}

/** Those that say how sure they were and have come out. */
export const judged = (lines: readonly Line[]): Judged[] =>
  lines.flatMap(({ confidence, right }) => (confidence === null || right === null ? [] : [{ confidence, right }]))
