/** A text that only the instructor has: long enough to tell models apart, and no longer than is measured. */
import { countCharacters } from '../../core/tokenizer/countCharacters.ts'
import { TeachError } from '../teachError.ts'

/** No longer text is measured: it takes seconds a model, and says no more. */
export const MOST_CHARACTERS = 200_000
/** Shorter ones say too little: over 1,000 characters a difference of 0.1 bits is within chance. */
export const LEAST_CHARACTERS = 1000

/** What is measured of the instructor's text. @throws CourseError 'bad-text' where it is too short */
export function heldOutOf(text: string): string {
  const cut =
    text.length > MOST_CHARACTERS
      ? Array.from(text.slice(0, 2 * MOST_CHARACTERS))
          .slice(0, MOST_CHARACTERS)
          .join('')
      : text
  const characters = countCharacters(cut)
  if (characters < LEAST_CHARACTERS)
    throw new TeachError(
      'bad-text',
      `The held-out text has ${characters} characters, but at least ${LEAST_CHARACTERS} are needed to tell models apart.`,
      'Choose a longer text that no student has.',
    )
  return cut
}
