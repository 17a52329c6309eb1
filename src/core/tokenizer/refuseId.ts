/** The refusal of token ids that a vocabulary does not have. */
import { CourseError } from '../errors.ts'

export function refuseId(id: number, size: number, position?: number): never {
  throw new CourseError(
    'bad-ids',
    `Token id ${id}${position === undefined ? '' : ` at position ${position}`} is not one of the vocabulary's ${size} tokens.`,
    `Use whole numbers from 0 to ${size - 1}.`,
  )
}
