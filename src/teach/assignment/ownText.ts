/** A text of the instructor's, read as students' pages will store it, so that its hash is the one of what they train on. */
import { cleanText } from '../../core/data/cleanText.ts'
import { CourseError } from '../../core/errors.ts'
import { TeachError } from '../teachError.ts'
import { LIMITS } from './assignment.ts'

export interface OwnText {
  name: string
  content: string
}

/** @param file its name gives the text's name, without `.txt` @throws TeachError 'bad-text' as `cleanText` says it */
export async function readOwnText(file: File): Promise<OwnText> {
  try {
    return { name: file.name.replace(/\.txt$/i, '').slice(0, LIMITS.textName), content: cleanText(await file.arrayBuffer()) }
  } catch (error) {
    throw error instanceof CourseError ? new TeachError(error.code, error.message, error.hint) : error
  }
}
