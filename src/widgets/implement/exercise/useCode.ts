/** The learner's code of an exercise: kept as it is typed, back after a reload. */
import { useEffect, useRef } from 'react'
import { exercises } from '../../../exercises/all.ts'
import type { ExerciseId } from '../../../exercises/exercise.ts'
import { learning, useLearning } from '../../../session/learning.ts'

/** How long the keys must rest before the code is kept. */
const PATIENCE_MS = 400

export interface Code {
  /** as it is kept, or what one begins with; null until the browser has said what it kept */
  text: string | null
  /** false: nothing has been written */
  own: boolean
  change(text: string): void
  /** keeps what is still under way, and returns it */
  flush(): string
  passed(text: string): void
  reset(): void
}

export function useCode(exercise: ExerciseId): Code {
  const { start } = exercises[exercise]
  const ready = useLearning((s) => s.ready)
  const kept = useLearning((s) => s.code[exercise])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const typed = useRef<string | null>(null)
  const now = (): string => typed.current ?? learning.getState().code[exercise]?.text ?? start
  const flush = (): string => {
    clearTimeout(timer.current)
    const text = now()
    typed.current = null
    const before = learning.getState().code[exercise]
    if (text !== (before?.text ?? start)) learning.getState().write(exercise, { text, passed: false })
    return text
  }
  const last = useRef(flush)
  useEffect(() => {
    last.current = flush
  })
  useEffect(() => () => void last.current(), [])
  return {
    text: ready ? (kept?.text ?? start) : null,
    own: kept !== undefined,
    change(text) {
      typed.current = text
      clearTimeout(timer.current)
      timer.current = setTimeout(() => last.current(), PATIENCE_MS)
    },
    flush,
    passed: (text) => learning.getState().write(exercise, { text, passed: true }),
    reset() {
      clearTimeout(timer.current)
      typed.current = null
      learning.getState().write(exercise, null)
    },
  }
}
