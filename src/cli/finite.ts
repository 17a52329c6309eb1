/** Numbers that a command found must be numbers: weights of 1e38 compute to none, and a result that says so is worse than an error. */
import { CourseError } from '../core/errors.ts'

/** @param what whose number it is: "the loss" @throws CourseError 'not-a-number' */
export function finite(what: string, value: number): number {
  if (Number.isFinite(value)) return value
  throw new CourseError(
    'not-a-number',
    `${what} is ${value}: the model's weights are too large to compute with, and nothing was saved.`,
    'Use an earlier state of the model, or train it again with a lower learning rate.',
  )
}

/** Every number of a result, however deep. @throws CourseError 'not-a-number' that names the first that is none */
export function finiteAll(value: unknown, name = 'number'): void {
  if (typeof value === 'number') finite(`“${name}” of the result`, value)
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) finiteAll(part, Array.isArray(value) ? name : key)
}
