/**
 * Writes every answer to an assignment's questions into its own record, wherever it is given: a lesson forgets its answers when a
 * question is asked anew, and an assignment must not.
 */
import type { StoreApi } from 'zustand/vanilla'
import type { Learning } from '../../../session/learning.ts'
import { itemKey } from '../../../teach/assignment/assignment.ts'
import { type Assigned, askedOf, placeOf } from '../readAssigned.ts'
import { answeredAt } from './facts.ts'

/** Begins with what was answered before; ends when the returned function is called. */
export function recordAnswers(assigned: Assigned, learning: StoreApi<Learning>): () => void {
  const places = new Map<string, string[]>()
  for (const item of assigned.items) {
    for (const key of askedOf(assigned, item)) places.set(key, [...(places.get(key) ?? []), placeOf(assigned, itemKey(item))])
  }
  const add = (key: string, before: Learning['answers'][string] | undefined): void => {
    const now = learning.getState().answers[key]
    if (!now || now === before) return
    // Asked anew, a question has fewer answers than before, and all of them are new.
    const known = before && now.tried.length > before.tried.length ? before.tried.length : 0
    for (const place of places.get(key) ?? []) {
      const kept = answeredAt(learning.getState(), place).filter((each) => each.key === key)
      // Another tab that records the same answer has written the same.
      if (kept.some(({ at }) => at === now.at)) continue
      for (const [i, given] of now.tried.entries()) {
        if (i < known && kept.length > 0) continue
        learning.getState().attempt(place, { at: now.at, key, given, right: now.right && i === now.tried.length - 1 })
      }
    }
  }
  const all = (before: Learning['answers']): void => {
    for (const key of places.keys()) add(key, before[key])
  }
  let begun = false
  const begin = (): void => {
    begun = true
    all({})
  }
  if (learning.getState().ready) begin()
  return learning.subscribe((now, before) => {
    if (!begun && now.ready) begin()
    else if (begun && now.answers !== before.answers) all(before.answers)
  })
}
