/** While a learner follows an assignment, what they answer and train is written into its record; there is one at a time. */
import { session } from '../../../session/index.ts'
import { learning } from '../../../session/learning.ts'
import type { Assigned } from '../readAssigned.ts'
import { recordAnswers } from './recorder.ts'
import { watchTraining } from './trainingTime.ts'

let now: { hash: string; stop: () => void } | null = null

export function follow(assigned: Assigned): void {
  if (now?.hash === assigned.hash) return
  unfollow()
  const ends = [recordAnswers(assigned, learning), watchTraining(session, learning)]
  now = {
    hash: assigned.hash,
    stop() {
      for (const end of ends) end()
    },
  }
}

export function unfollow(): void {
  now?.stop()
  now = null
}
