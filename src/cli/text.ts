/** `--corpus ID|FILE`: a bundled text by its id, or a file of one's own. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { RunRecord } from '../core/checkpoint/run.ts'
import { BUNDLED_TEXTS } from '../core/data/bundled.ts'
import { cleanText, MAX_BYTES } from '../core/data/cleanText.ts'
import { countCharacters } from '../core/data/corpus.ts'
import { readBundledText } from '../core/data/node.ts'
import { sha256 } from '../core/sha256.ts'
import { CourseError } from '../core/errors.ts'
import { type UnknownCharacters, unknownSentence } from '../core/tokenizer/unknown.ts'
import { note } from './output.ts'

export interface LoadedText {
  text: string
  corpus: RunRecord['corpus']
}

/** @throws CourseError 'not-found', or 'bad-text' for a file that is no text to learn from */
export async function loadText(name: string): Promise<LoadedText> {
  const bundled = BUNDLED_TEXTS.find(({ id }) => id === name)
  const text = bundled ? readBundledText(name) : cleanText(readFile(name))
  return {
    text,
    corpus: { id: name, title: bundled?.title ?? basename(name), sha256: await sha256(text), characters: countCharacters(text) },
  }
}

/** Says which characters the model does not know, where there are any. */
export function noteUnknown(unknown: UnknownCharacters | null | undefined): void {
  if (unknown) note(unknownSentence(unknown))
}

function readFile(path: string): ArrayBuffer {
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new CourseError('bad-text', `"${path}" is a folder, and no text.`, 'Give one file of it.')
  }
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new CourseError(
      'not-found',
      `There is no text "${path}": neither a file nor a bundled text.`,
      `Bundled are: ${BUNDLED_TEXTS.map(({ id }) => id).join(', ')}.`,
    )
  }
  const { size } = statSync(path)
  if (size > MAX_BYTES)
    throw new CourseError('bad-text', `The file "${path}" has ${size} bytes, but at most ${MAX_BYTES} are read.`, 'Use a part of it.')
  return new Uint8Array(readFileSync(path)).buffer
}
