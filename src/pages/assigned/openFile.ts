/** Reads an assignment's file that a student was given, and keeps it. Loaded when one is chosen. */
import { fromFile } from '../../teach/assignment/file.ts'
import { TeachError } from '../../teach/teachError.ts'
import { bring } from './brought.ts'

/** More than any assignment has, zipped: 4,000,000 characters of text and twenty lessons. */
const MOST_BYTES = 40_000_000

/** @returns the code for its address @throws TeachError */
export async function openFile(file: File): Promise<string> {
  if (file.size > MOST_BYTES)
    throw new TeachError(
      'bad-assignment',
      `“${file.name}” has ${Math.ceil(file.size / 1e6)} MB, and an assignment’s file at most ${MOST_BYTES / 1e6}.`,
      'Choose the file that your instructor gave you. Nothing was read, and nothing that you had is changed.',
    )
  return bring(await fromFile(new Uint8Array(await file.arrayBuffer())))
}
