/** A text that was read, asked about whenever FSRS says so for a year: on which days, and what it expects to be left of it. */
import { dueAt, recallAt } from '../../../session/learning/schedule.ts'

const DAY = 86_400_000
export const YEAR = 365

export interface Spacing {
  /** days after the reading on which it is asked, and how that goes */
  asked: { day: number; right: boolean }[]
  /** the day of the first question after the year */
  next: number
  /** expected recall on each day, 0 to 1; a day on which it is asked has what was left before */
  recall: { x: number; y: number }[]
  /** the same if nothing is ever asked */
  alone: { x: number; y: number }[]
}

/** @param answers how it goes, time by time: r remembered, f forgotten; remembered where it says nothing */
export function spacingOf(answers: string): Spacing {
  const log = [{ at: 0, right: true }]
  const recall: Spacing['recall'] = []
  const asked: Spacing['asked'] = []
  let due = dueAt(log) / DAY
  for (let day = 0; day <= YEAR; day++) {
    recall.push({ x: day, y: recallAt(log, day * DAY) })
    if (day !== due) continue
    const right = answers[asked.length] !== 'f'
    asked.push({ day, right })
    log.push({ at: day * DAY, right })
    due = dueAt(log) / DAY
  }
  const read = [{ at: 0, right: true }]
  const alone = recall.map(({ x }) => ({ x, y: recallAt(read, x * DAY) }))
  return { asked, next: due, recall, alone }
}

export const readingsOf = ({ asked, alone }: Spacing) => ({
  asked: asked.length,
  forgotten: asked.filter(({ right }) => !right).length,
  alone: 100 * alone[30]!.y,
})
