/** The lesson that is being written, compiled whenever its text has rested; the last one that could be read stays. */
import { useEffect, useState } from 'react'
import type { Written } from '../../../lesson/own/compileOwn.ts'
import type { Lesson } from '../../../lesson/lesson.ts'

/** Milliseconds without a key. */
const REST = 350

export interface Compiled {
  /** what the compiler says of the text as it was last read; null before the first time */
  now: Written | null
  /** the last that could be read */
  shown: Lesson | null
  /** the compiler did not come, or broke */
  error: Error | null
  /** the text has changed since */
  behind: boolean
}

/** @param version another lesson begins: nothing of the one before stays */
export function useWritten(text: string, version: string): Compiled {
  const [done, setDone] = useState<{ of: string; version: string; now: Written | null; shown: Lesson | null; error: Error | null }>({
    of: '',
    version: '',
    now: null,
    shown: null,
    error: null,
  })
  useEffect(() => {
    let wanted = true
    const compile = async (): Promise<void> => {
      try {
        const [{ compileOwn }, { courseHere }] = await Promise.all([
          import('../../../lesson/own/compileOwn.ts'),
          import('../../../lesson/own/here.ts'),
        ])
        const now = await compileOwn(text, await courseHere())
        if (!wanted) return
        setDone((before) => {
          const kept = before.version === version ? before.shown : null
          return { of: text, version, now, shown: now.lesson ?? kept, error: null }
        })
      } catch (error) {
        if (wanted) setDone((before) => ({ ...before, error: error instanceof Error ? error : new Error(String(error)) }))
      }
    }
    const timer = setTimeout(() => void compile(), REST)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [text, version])
  const same = done.version === version
  return { now: same ? done.now : null, shown: same ? done.shown : null, error: done.error, behind: done.of !== text || !same }
}
