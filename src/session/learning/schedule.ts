/** When a missed question is asked again: FSRS, replayed over how it went each time. Loaded only where questions are reviewed. */
import { createEmptyCard, fsrs, Rating } from 'ts-fsrs'
import type { Kept, Review } from './record.ts'

/** Days, not minutes, between reviews; and the same answers always give the same days. */
const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false })

/** Milliseconds since 1970. `reviews` begins with the miss. */
export function dueAt(reviews: readonly Review[]): number {
  const begun = createEmptyCard(new Date(reviews[0]?.at ?? 0))
  const card = reviews.reduce(
    (at, review) => scheduler.next(at, new Date(review.at), review.right ? Rating.Good : Rating.Again).card,
    begun,
  )
  return card.due.getTime()
}

export interface Due {
  /** `part/lesson#question` */
  key: string
  at: number
}

/** Every question that was missed once, the one due first at the front. */
export const schedule = (reviews: Kept['reviews']): Due[] =>
  Object.entries(reviews)
    .filter(([, log]) => log.length > 0)
    .map(([key, log]) => ({ key, at: dueAt(log) }))
    .sort((a, b) => a.at - b.at)
