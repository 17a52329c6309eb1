/** Lessons that are being written: kept in this browser as they are typed, a file each when they are saved or opened. */
import { lessons, parts } from 'virtual:lessons'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { skeleton } from '../../../lesson/compile/skeleton.ts'
import type { Kept } from '../../../session/learning/record.ts'
import { learning, useLearning } from '../../../session/learning.ts'

/** What is typed is kept after so many milliseconds, and at once when the page goes. */
const KEEP_AFTER = 400
/** A file larger than this is no lesson. */
const MOST_BYTES = 1_000_000

/** As `npm run new:lesson` begins one, in the first part that has lessons, at its end. */
export function begun(): string {
  const part = parts[0]!.slug
  const order = Math.max(0, ...lessons.filter((lesson) => lesson.part === part).map((lesson) => lesson.order)) + 1
  return skeleton({ part, slug: 'my-lesson', title: 'A lesson of my own', order })
}

export const titleOf = (source: string): string => {
  const written = /^title:[ \t]*(.+)$/m.exec(source)?.[1]?.trim() ?? ''
  return written.replace(/^(["'])(.*)\1$/, '$2') || 'Without a title'
}

/** @throws Error that says what is wrong with it */
export async function readLessonFile(file: File): Promise<string> {
  if (file.size > MOST_BYTES)
    throw new Error(`${file.name} has ${Math.ceil(file.size / 1000).toLocaleString('en')} kB, and a lesson at most 1,000.`)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return text.replaceAll('\r\n', '\n')
  } catch {
    throw new Error(`${file.name} is not text in UTF-8.`)
  }
}

/** Among all that is being written, lessons have this before their names. */
const LESSON = 'lesson/'

export interface Draft {
  name: string
  text: string
}

type KeptDraft = Draft & { at: number }

/** Lessons among all that is being written, the one written last first. */
export const lessonsAmong = (facts: Kept['drafts']): KeptDraft[] =>
  Object.entries(facts)
    .flatMap(([key, { draft, at }]) =>
      key.startsWith(LESSON) && typeof draft === 'string' ? { name: key.slice(LESSON.length), text: draft, at } : [],
    )
    .sort((a, b) => b.at - a.at)

export interface Drafts {
  /** those that are kept, the one written last first */
  kept: readonly KeptDraft[]
  /** the one in the editor; changes its name when another is opened */
  now: Draft
  type(text: string): void
  /** Puts another in the editor; a text without a name becomes a draft of its own. */
  open(draft: Draft | string): void
  /** Forgets the one in the editor. */
  remove(): void
}

const keep = (name: string, text: string | null): void => learning.getState().draft(LESSON + name, text)

const fresh = (): string => `${Date.now().toString(36)}-${Math.floor(Math.random() * 36 ** 4).toString(36)}`

export function useDrafts(): Drafts {
  const facts = useLearning((s) => s.drafts)
  const kept = useMemo(() => lessonsAmong(facts), [facts])
  const [now, setNow] = useState<Draft>(() => kept[0] ?? { name: fresh(), text: begun() })
  const pending = useRef<{ draft: Draft; timer: number } | null>(null)
  const flush = useCallback(() => {
    if (!pending.current) return
    clearTimeout(pending.current.timer)
    const { name, text } = pending.current.draft
    pending.current = null
    keep(name, text)
  }, [])
  useEffect(() => {
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])
  return {
    kept,
    now,
    type(text) {
      const draft = { name: now.name, text }
      setNow(draft)
      if (pending.current) clearTimeout(pending.current.timer)
      pending.current = { draft, timer: window.setTimeout(flush, KEEP_AFTER) }
    },
    open(draft) {
      flush()
      const next = typeof draft === 'string' ? { name: fresh(), text: draft } : { name: draft.name, text: draft.text }
      if (typeof draft === 'string') keep(next.name, next.text)
      setNow(next)
    },
    remove() {
      if (pending.current) clearTimeout(pending.current.timer)
      pending.current = null
      keep(now.name, null)
      const other = kept.find(({ name }) => name !== now.name)
      setNow(other ? { name: other.name, text: other.text } : { name: fresh(), text: begun() })
    },
  }
}
