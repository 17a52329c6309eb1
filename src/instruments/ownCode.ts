/** The learner's own code of the exercises, as far as it passes its tests. */
import { EXERCISES, type ExerciseId } from '../exercises/exercise.ts'
import type { Pieces } from '../exercises/check.ts'
import { learning } from '../session/learning.ts'

/** @param ids default all */
export const ownCode = (ids: readonly ExerciseId[] = EXERCISES): Pieces =>
  Object.fromEntries(
    ids.flatMap((id) => {
      const kept = learning.getState().code[id]
      return kept?.passed ? [[id, kept.text]] : []
    }),
  )
