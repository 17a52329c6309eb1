/** The ledger: every first guess, of a choice or of a number, with what it was, as far as that is known. */
import type { Judged } from '../../session/learning/calibration.ts'
import type { Estimate, Learning, Predicted } from '../../session/learning.ts'
import { fixed, signed } from '../../ui/format.ts'
import { type Entry, findBlock, numberOf } from '../course/course.ts'

export interface Line {
  key: string
  /** "8.2 Larger data sets", or the figure's title */
  title: string
  /** the lesson that asked; null for a figure, which may stand in several */
  entry: Entry | null
  /** as markdown, as are the guess and what it was */
  prompt: string
  at: number
  confidence: number | null
  guess: string
  /** what it was; null where that is not known yet */
  outcome: string | null
  right: boolean | null
}

/** Oldest first; guesses at what the course no longer asks are left out. */
export async function ledgerOf({ predictions, estimates }: Pick<Learning, 'predictions' | 'estimates'>): Promise<Line[]> {
  const lines = await Promise.all(Object.entries(predictions).map(([key, predicted]) => lineOf(key, predicted)))
  const figures = Object.entries(estimates).map(([key, estimate]) => figureLine(key, estimate))
  return [...lines.filter((line) => line !== null), ...figures].sort((a, b) => a.at - b.at)
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
  const title = `${numberOf(entry)} ${entry.title}`
  return {
    key,
    title,
    entry,
    prompt: prediction.prompt,
    at,
    confidence,
    guess,
    outcome: known,
    right: known === null ? null : outcome === choice,
  }
}

/** A number is right where it came as near as the learner was asked to be sure of; a choice where it came. */
function figureLine(key: string, { title, asked, unit, choices, guess, within, confidence, at, outcome }: Estimate): Line {
  const line = {
    key,
    title,
    entry: null,
    prompt: asked,
    at,
    confidence,
    right: outcome === null ? null : Math.abs(outcome - guess) <= within,
  }
  if (choices) return { ...line, guess: choices[guess] ?? '', outcome: outcome === null ? null : (choices[outcome] ?? null) }
  return {
    ...line,
    guess: `${fixed(guess, 3)} ± ${within} ${unit}`,
    outcome: outcome === null ? null : `${fixed(outcome, 3)}, ${signed(outcome - guess)} from the guess`,
  }
}

/** Those that say how sure they were and have come out. */
export const judged = (lines: readonly Line[]): Judged[] =>
  lines.flatMap(({ confidence, right }) => (confidence === null || right === null ? [] : [{ confidence, right }]))
