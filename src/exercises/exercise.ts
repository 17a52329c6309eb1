/** What an exercise is: code to begin with, the lesson's own, tests against the core's numbers, and mistakes that people make. Plain data. */
import type { ModelConfig } from '../core/config.ts'
import type { Given, Numbers } from '../sandbox/messages.ts'

export type { Given, Numbers }

/** What the core says of a model that reads a text: what the code is tested against. */
export interface Known {
  config: ModelConfig
  /** of the text, [T]; the model reads these */
  ids: readonly number[]
  /** the token after each, [T] */
  targets: readonly number[]
  /** every parameter, by Hugging Face's name */
  weights: Readonly<Record<string, Numbers>>
  /** mean cross-entropy over the targets, nats */
  loss: number
  /** a tensor of the pass, by the core's name for it; its gradient is `grad/…` */
  read(name: string): Numbers
}

/** One call of the learner's code, and what must come out. */
export interface Test {
  /** for people, and what they will look for in their code: "shares(q, k)" */
  name: string
  /** not shown before it fails */
  hidden?: true
  /** the body of a function of `given` that calls the learner's functions and returns tensors, by name */
  body: string
  given(known: Known): Given
  /** by the names that `body` returns; one that is returned alone is `out` */
  expected(known: Known): Record<string, Numbers>
  /** what stands before the brackets in what is said of a wrong number; default the name in `expected` */
  label?: string
  /** what a wrong number at this place means, whatever the code; null where that is not known */
  about?(place: readonly number[], got: number): string | null
}

/** A mistake that people make: how the lesson's code would be changed by it, and what it is. */
export interface Mistake {
  id: string
  /** what in the lesson's code stands otherwise: text, and what takes its place */
  change: readonly [from: string, to: string]
  also?: readonly [from: string, to: string]
  /** what is said to somebody whose numbers are those that come of it */
  says: string
}

export interface Exercise {
  id: ExerciseId
  title: string
  start: string
  solution: string
  hints: readonly string[]
  /** tensors of the core's pass that the tests need, besides the parameters */
  reads(config: ModelConfig): readonly string[]
  tests: readonly Test[]
  mistakes: readonly Mistake[]
}

/** In the order of the lessons: each builds on those before it. */
export const EXERCISES = ['tensors', 'attention', 'model', 'learning', 'training'] as const
export type ExerciseId = (typeof EXERCISES)[number]
