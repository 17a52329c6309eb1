/** An instructor's assignment while it is written: kept in this browser as it is typed, whether or not it can be handed out yet. */
import { useMemo, useState } from 'react'
import { learning, useLearning } from '../../../session/learning.ts'
import { type Assignment, type AssignmentInput, checkAssignment, faultOf, ownTextOf } from '../../../teach/assignment/assignment.ts'
import type { OwnText } from '../../../teach/assignment/ownText.ts'

/** Without its texts, which are kept beside it: they may be long, and do not change with each letter of a title. */
export type Draft = Omit<AssignmentInput, 'text' | 'lessons'>
export type DraftItem = Draft['items'][number]
export type DraftTask = Extract<DraftItem, { kind: 'task' }>

/** How a figure or the Lab begins. */
export type Settings = Record<string, string | number | boolean>

const PLACE = 'assign/'
const TEXT = '/text'
const LESSONS = '/lessons'
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

/** A lesson of one's own with its text. */
export type DraftLesson = Assignment['lessons'][number] & { markdown: string }

const isLesson = (value: unknown): value is DraftLesson =>
  typeof value === 'object' && value !== null && 'id' in value && 'markdown' in value && typeof value.markdown === 'string'

export interface Drafting {
  draft: Draft
  text: OwnText | null
  lessons: DraftLesson[]
  /** others that are kept, the newest first */
  others: DraftEntry[]
  change(change: Partial<Draft>): void
  setText(text: OwnText | null): void
  /** Takes these in place of those that were there, and the items that ask for them. */
  setLessons(lessons: readonly DraftLesson[], items: Draft['items']): void
  open(id: string | null): void
  remove(): void
}

export function useDraft(): Drafting {
  const drafts = useLearning((s) => s.drafts)
  const entries = Object.entries(drafts)
    .flatMap(([key, { draft, at }]) =>
      key.startsWith(PLACE) && !key.endsWith(TEXT) && !key.endsWith(LESSONS) && isDraft(draft)
        ? [{ id: key.slice(PLACE.length), title: draft.title, at }]
        : [],
    )
    .sort((a, b) => b.at - a.at)
  const [chosen, setChosen] = useState<string | null | undefined>(undefined)
  // At first the one that was written last; it stays the same while it is written.
  const [fresh, setFresh] = useState(() => crypto.randomUUID().slice(0, 8))
  const id = (chosen === undefined ? entries[0]?.id : chosen) ?? fresh
  const place = `${PLACE}${id}`
  const kept = drafts[place]?.draft
  const text = drafts[`${place}${TEXT}`]?.draft
  const lessons = drafts[`${place}${LESSONS}`]?.draft
  const change = (change: Partial<Draft>): void => {
    const now = learning.getState().drafts[place]?.draft
    learning.getState().draft(place, { ...(isDraft(now) ? now : EMPTY), ...change })
    setChosen(id)
  }
  return {
    draft: isDraft(kept) ? kept : EMPTY,
    text: isText(text) ? text : null,
    lessons: useMemo(() => (Array.isArray(lessons) ? lessons.filter(isLesson) : []), [lessons]),
    others: entries.filter((entry) => entry.id !== id),
    change,
    setText: (next) => learning.getState().draft(`${place}${TEXT}`, next),
    setLessons(next, items) {
      learning.getState().draft(`${place}${LESSONS}`, next.length > 0 ? next : null)
      change({ items })
    },
    open(next) {
      if (next === null) setFresh(crypto.randomUUID().slice(0, 8))
      setChosen(next)
    },
    remove() {
      learning.getState().draft(place, null)
      learning.getState().draft(`${place}${TEXT}`, null)
      learning.getState().draft(`${place}${LESSONS}`, null)
      setFresh(crypto.randomUUID().slice(0, 8))
      setChosen(null)
    },
  }
}

/** The assignment, or the end of "it cannot be handed out: …". */
export function finished(draft: Draft, text: OwnText | null, lessons: readonly DraftLesson[]): Assignment | string {
  const whole = { ...draft, lessons, ...(text && { text: ownTextOf(text.name, text.content) }) }
  return faultOf(whole) ?? checkAssignment(whole, '', '')
}
