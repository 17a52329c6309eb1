/** What a learner has guessed and answered in the lessons, kept in this browser. */
import * as v from 'valibot'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Keep } from './context.ts'
import { browserKeep } from './settings.ts'

const LEARNING = 'pathway.learning'

const attempt = v.object({ tried: v.array(v.number()), right: v.boolean() })
const record = v.object({ predictions: v.record(v.string(), v.number()), answers: v.record(v.string(), attempt) })

/** All values given so far: indices of choices, or numbers; and whether the last one was right. */
export type Attempt = v.InferOutput<typeof attempt>

/** Keys are `part/lesson#question`. */
export interface Learning extends v.InferOutput<typeof record> {
  predict(key: string, choice: number): void
  unpredict(key: string): void
  answer(key: string, given: number, right: boolean): void
  /** Forgets the answers, so that the question can be asked anew. */
  retry(key: string): void
}

export function createLearning(keep: Keep) {
  return createStore<Learning>((set, get) => {
    const change = (next: Partial<Pick<Learning, 'predictions' | 'answers'>>): void => {
      set(next)
      const { predictions, answers } = get()
      keep.set(LEARNING, JSON.stringify({ predictions, answers }))
    }
    return {
      ...kept(keep),
      predict: (key, choice) => change({ predictions: { ...get().predictions, [key]: choice } }),
      unpredict: (key) => change({ predictions: without(get().predictions, key) }),
      answer(key, given, right) {
        const tried = [...(get().answers[key]?.tried ?? []), given]
        change({ answers: { ...get().answers, [key]: { tried, right } } })
      },
      retry: (key) => change({ answers: without(get().answers, key) }),
    }
  })
}

function kept(keep: Keep): v.InferOutput<typeof record> {
  const nothing = { predictions: {}, answers: {} }
  try {
    const read = v.safeParse(record, JSON.parse(keep.get(LEARNING) ?? 'null'))
    return read.success ? read.output : nothing
  } catch {
    return nothing // written by something else; begin anew
  }
}

function without<T>(all: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _, ...rest } = all
  return rest
}

export const learning = createLearning(browserKeep)

export const useLearning = <T>(select: (learning: Learning) => T): T => useStore(learning, select)
