/** The exercises, by id. */
import attention from './attention/exercise.ts'
import type { Exercise, ExerciseId } from './exercise.ts'
import learning from './learning/exercise.ts'
import model from './model/exercise.ts'
import tensors from './tensors/exercise.ts'
import training from './training/exercise.ts'

export const exercises: Readonly<Record<ExerciseId, Exercise>> = { tensors, attention, model, learning, training }
