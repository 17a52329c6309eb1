/**
 * Writes every answer to an assignment's questions into its own record, wherever it is given: a lesson shows the answers since a question
 * was last asked, and an assignment counts all of them.
 */
import type { StoreApi } from 'zustand/vanilla'
import type { Learning } from '../../../session/learning.ts'
import { itemKey } from '../../../teach/assignment/assignment.ts'
import { type Assigned, askedOf, placeOf } from '../readAssigned.ts'
import { type Answered, answeredAt } from './facts.ts'

type Fact = Learning['answers'][string]

type Each = Omit<Answered, 'key'>

/** Each answer of one asking, of which the last alone can be right. */
const each = ({ tried, right, at }: Fact): Each[] => tried.map((given, i) => ({ at, given, right: right && i === tried.length - 1 }))

/** What the record lacks of all that was answered. */
function fresh(kept: readonly Each[], now: Fact, before: Fact | undefined): Each[] {
  const all = [...(now.earlier ?? []), now].flatMap(each)
  const same = ({ given }: Each, other: Each | undefined): boolean => JSON.stringify(given) === JSON.stringify(other?.given)
  if (kept.every((one, i) => same(one, all[i]))) return all.slice(kept.length)
  // The record is of another copy of these answers. One that another tab has written is there already.
  if (kept.some(({ at }) => at === now.at)) return []
  return each(now).slice(before && now.tried.length > before.tried.length ? before.tried.length : 0)
}

/** Begins with what was answered before; ends when the returned function is called. */
export function recordAnswers(assigned: Assigned, learning: StoreApi<Learning>): () => void {
  const places = new Map<string, string[]>()
  for (const item of assigned.items) {
    for (const key of askedOf(assigned, item)) places.set(key, [...(places.get(key) ?? []), placeOf(assigned, itemKey(item))])
  }
  const add = (key: string, before: Fact | undefined): void => {
    const now = learning.getState().answers[key]
    if (!now || now === before) return
    for (const place of places.get(key) ?? []) {
      const kept = answeredAt(learning.getState(), place).filter((each) => each.key === key)
      for (const { at, given, right } of fresh(kept, now, before)) learning.getState().attempt(place, { at, key, given, right })
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
