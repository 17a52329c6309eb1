/** When a question is asked again: FSRS, replayed over how it went each time. Loaded only where questions are reviewed. */
import { type Card, createEmptyCard, fsrs, Rating } from 'ts-fsrs'
import type { Kept, Review } from './record.ts'

/** Days, not minutes, between reviews; and the same answers always give the same days. */
const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false })

/** Milliseconds since 1970. `reviews` begins with the miss, or with the day on which a text was read. */
export const dueAt = (reviews: readonly Review[]): number => cardAfter(reviews).due.getTime()

const cardAfter = (reviews: readonly Review[]): Card =>
  reviews.reduce<Card>(
    (card, { at, right }) => scheduler.next(card, new Date(at), right ? Rating.Good : Rating.Again).card,
    createEmptyCard(new Date(reviews[0]?.at ?? 0)),
  )

/** The share of such questions that FSRS expects to be answered rightly at that time. */
export const recallAt = (reviews: readonly Review[], at: number): number =>
  scheduler.get_retrievability(cardAfter(reviews), new Date(at), false)

export interface Due {
  /** `part/lesson#question` */
  key: string
  at: number
}

/** Every question in review, the one due first at the front. */
export const schedule = (reviews: Kept['reviews']): Due[] =>
  Object.entries(reviews)
    .filter(([, log]) => log.length > 0)
    .map(([key, log]) => ({ key, at: dueAt(log) }))
    .sort((a, b) => a.at - b.at)
