/** The sentiment of a story, by a rule that anyone can check on its events. */
import { VALENCE, type WorldEvent } from './events.ts'

export type Sentiment = 'positive' | 'negative' | 'neutral'

/** The last event that is good or bad for the hero decides, whatever came before it: a lost key that is found again makes a happy story. */
export function decidingEvent(events: readonly WorldEvent[]): number | undefined {
  const index = events.findLastIndex(({ kind }) => VALENCE[kind] !== 0)
  return index < 0 ? undefined : index
}

/** The sign of the deciding event; neutral where nothing good or bad happens. */
export function sentimentOf(events: readonly WorldEvent[]): Sentiment {
  const index = decidingEvent(events)
  if (index === undefined) return 'neutral'
  return VALENCE[events[index]!.kind] > 0 ? 'positive' : 'negative'
}
