/** An instructor's assignment while it is written: kept in this browser as it is typed, whether or not it can be handed out yet. */
import { useState } from 'react'
import { learning, useLearning } from '../../../session/learning.ts'
import { type Assignment, type AssignmentInput, checkAssignment, faultOf, ownTextOf } from '../../../teach/assignment/assignment.ts'
import type { OwnText } from '../../../teach/assignment/ownText.ts'

/** Without its text, which is kept beside it: it may be long, and does not change with each letter of a title. */
export type Draft = Omit<AssignmentInput, 'text'>
export type DraftItem = Draft['items'][number]
export type DraftTask = Extract<DraftItem, { kind: 'task' }>

const PLACE = 'assign/'
const TEXT = '/text'
export const EMPTY: Draft = { title: '', note: '', items: [] }

export interface DraftEntry {
  id: string
  title: string
  at: number
}

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'items' in value &&
  Array.isArray(value.items) &&
  'title' in value &&
  typeof value.title === 'string'
const isText = (value: unknown): value is OwnText =>
  typeof value === 'object' && value !== null && 'content' in value && typeof value.content === 'string'

export interface Drafting {
  draft: Draft
  text: OwnText | null
  /** others that are kept, the newest first */
  others: DraftEntry[]
  change(change: Partial<Draft>): void
  setText(text: OwnText | null): void
  open(id: string | null): void
  remove(): void
}

export function useDraft(): Drafting {
  const drafts = useLearning((s) => s.drafts)
  const entries = Object.entries(drafts)
    .flatMap(([key, { draft, at }]) =>
      key.startsWith(PLACE) && !key.endsWith(TEXT) && isDraft(draft) ? [{ id: key.slice(PLACE.length), title: draft.title, at }] : [],
    )
    .sort((a, b) => b.at - a.at)
  const [chosen, setChosen] = useState<string | null | undefined>(undefined)
  // At first the one that was written last; it stays the same while it is written.
  const [fresh, setFresh] = useState(() => crypto.randomUUID().slice(0, 8))
  const id = (chosen === undefined ? entries[0]?.id : chosen) ?? fresh
  const place = `${PLACE}${id}`
  const kept = drafts[place]?.draft
  const text = drafts[`${place}${TEXT}`]?.draft
  return {
    draft: isDraft(kept) ? kept : EMPTY,
    text: isText(text) ? text : null,
    others: entries.filter((entry) => entry.id !== id),
    change(change) {
      const now = learning.getState().drafts[place]?.draft
      learning.getState().draft(place, { ...(isDraft(now) ? now : EMPTY), ...change })
      setChosen(id)
    },
    setText: (next) => learning.getState().draft(`${place}${TEXT}`, next),
    open(next) {
      if (next === null) setFresh(crypto.randomUUID().slice(0, 8))
      setChosen(next)
    },
    remove() {
      learning.getState().draft(place, null)
      learning.getState().draft(`${place}${TEXT}`, null)
      setFresh(crypto.randomUUID().slice(0, 8))
      setChosen(null)
    },
  }
}

/** The assignment, or the end of "it cannot be handed out: …". */
export function finished(draft: Draft, text: OwnText | null): Assignment | string {
  const whole = { ...draft, ...(text && { text: ownTextOf(text.name, text.content) }) }
  return faultOf(whole) ?? checkAssignment(whole, '', '')
}
