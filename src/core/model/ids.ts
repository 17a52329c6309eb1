/** Token ids are checked on the CPU: a device reads nonsense past the end of a table without a word. */
import { CourseError } from '../errors.ts'

/** @throws CourseError 'bad-ids' unless every id is a whole number in [0, nVocab) */
export function checkIds(ids: ArrayLike<number>, nVocab: number, what = 'ids'): void {
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!
    if (!(Number.isInteger(id) && id >= 0 && id < nVocab)) {
      throw new CourseError(
        'bad-ids',
        `Token id ${id} at position ${i} of the ${what} is not one of the model's ${nVocab} tokens.`,
        `Use whole numbers from 0 to ${nVocab - 1}, or the tokenizer that the model was trained with.`,
      )
    }
  }
}
