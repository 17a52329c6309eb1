/** Model folders on disk: read whole, written beside and renamed, so that no reader ever sees half of one. */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type Model, readModelFolder } from '../core/checkpoint/hfFolder.ts'
import { isQuantizedFolder } from '../core/compress/quantizedFolder.ts'
import { CourseError } from '../core/errors.ts'

/** What a folder of adapters has, and a model has not. */
const ADAPTERS = 'adapter_config.json'

/** Every file of a folder by its name, folders inside it left out. @throws CourseError 'not-found' */
export function readFolder(path: string): Map<string, Uint8Array<ArrayBuffer>> {
  if (!existsSync(path) || !statSync(path).isDirectory())
    throw new CourseError('not-found', `There is no folder "${path}".`, 'Give the folder of a model.')
  return new Map(filesIn(path).map((name) => [name, new Uint8Array(readFileSync(join(path, name)))]))
}

/** Names of the files, and of links to files: in the cache of Hugging Face's library every file is a link. */
export function filesIn(path: string): string[] {
  return readdirSync(path).filter((name) => statSync(join(path, name), { throwIfNoEntry: false })?.isFile())
}

/** @throws CourseError that says which file is missing or wrong */
export function readModel(path: string): Model {
  const folder = readFolder(path)
  if (isQuantizedFolder(folder)) {
    throw new CourseError(
      'bad-checkpoint',
      `The weights in "${path}" are quantized: they can write and be evaluated, but not be trained, changed or exported.`,
      'Give the model that it was made from.',
    )
  }
  if (folder.has(ADAPTERS) && !folder.has('config.json')) {
    throw new CourseError(
      'bad-checkpoint',
      `"${path}" holds adapters, which are no model without the one that they belong to.`,
      `Merge them first: lora --model MODEL --adapters ${path} --merge --corpus TEXT --out DIR.`,
    )
  }
  return readModelFolder(folder)
}

/**
 * Checks, before any work is done, that a model may be written there.
 * @throws CourseError 'bad-argument' for a file, or a folder with something else in it, 'storage-failed' without the right to write there
 */
export function checkTarget(path: string): void {
  let above = dirname(resolve(path))
  while (!existsSync(above)) above = dirname(above)
  if (!statSync(above).isDirectory())
    throw new CourseError('bad-argument', `"${path}" cannot be made: "${above}" is a file.`, 'Give a folder to write the model to.')
  try {
    accessSync(above, constants.W_OK | constants.X_OK)
  } catch {
    throw new CourseError(
      'storage-failed',
      `"${path}" cannot be written: you have no right to write in "${above}".`,
      'Give a folder in a place that is yours.',
    )
  }
  if (!existsSync(path)) return
  if (!statSync(path).isDirectory()) throw new CourseError('bad-argument', `"${path}" is a file.`, 'Give a folder to write the model to.')
  const there = readdirSync(path)
  if (there.length > 0 && !there.some((name) => name === 'config.json' || name === ADAPTERS)) {
    throw new CourseError(
      'bad-argument',
      `The folder "${path}" holds something else (${there[0]}) than a model.`,
      'Give a new folder; only a model or its adapters are replaced.',
    )
  }
}

/** Writes a folder beside, then puts it in the place of what was there. */
export function writeFolder(path: string, files: ReadonlyMap<string, Uint8Array>): void {
  const target = resolve(path)
  checkTarget(target)
  const beside = (suffix: string) => join(dirname(target), `.${basename(target)}.${process.pid}.${suffix}`)
  const [fresh, old] = [beside('new'), beside('old')]
  try {
    mkdirSync(fresh, { recursive: true })
    for (const [name, bytes] of files) writeFileSync(join(fresh, name), bytes, { flush: true })
    if (existsSync(target)) renameSync(target, old)
    renameSync(fresh, target)
    rmSync(old, { recursive: true, force: true })
  } catch (error) {
    if (!existsSync(target) && existsSync(old)) renameSync(old, target)
    rmSync(fresh, { recursive: true, force: true })
    throw new CourseError(
      'storage-failed',
      `The folder "${path}" could not be written: ${error instanceof Error ? error.message : error}.`,
      'What was there before is unchanged.',
    )
  }
}
