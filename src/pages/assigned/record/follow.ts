/** While a learner follows an assignment, what they answer and train is written into its record; there is one at a time. */
import { session } from '../../../session/index.ts'
import { learning } from '../../../session/learning.ts'
import type { Assigned } from '../readAssigned.ts'
import { recordAnswers } from './recorder.ts'
import { watchTraining } from './trainingTime.ts'

/** With the lessons that were there: more of them may come with a file. */
let now: { hash: string; lessons: number; stop: () => void } | null = null

export function follow(assigned: Assigned): void {
  if (now?.hash === assigned.hash && now.lessons === assigned.entries.length) return
  unfollow()
  const ends = [recordAnswers(assigned, learning), watchTraining(session, learning)]
  now = {
    hash: assigned.hash,
    lessons: assigned.entries.length,
    stop() {
      for (const end of ends) end()
    },
  }
}

export function unfollow(): void {
  now?.stop()
  now = null
}
