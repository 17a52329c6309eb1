/** Where numbers leave the core they are finite, or it is said that they are not: no figure and no file is made of NaN. */
import { CourseError } from './errors.ts'

export const notANumber = (message: string): CourseError =>
  new CourseError('not-a-number', message, 'The model is broken: open an earlier save, or train it again.')

/**
 * The same numbers.
 * @param what they are, for the message: "The logits"
 * @throws CourseError 'not-a-number' that names the first one that is not finite
 */
export function expectFinite<T extends ArrayLike<number>>(numbers: T, what: string): T {
  for (let i = 0; i < numbers.length; i++) {
    if (!Number.isFinite(numbers[i])) throw notANumber(`${what} are no numbers: number ${i + 1} of ${numbers.length} is ${numbers[i]}.`)
  }
  return numbers
}

/** The same loss. @param where it was measured, for the message @throws CourseError 'not-a-number' */
export function expectLoss(loss: number, where: string): number {
  if (!Number.isFinite(loss)) throw notANumber(`The loss ${where} is ${loss}: somewhere in the model a number has grown past all bounds.`)
  return loss
}
