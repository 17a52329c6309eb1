/** Model folders on disk, read whole: all of one moment, whatever is written there meanwhile. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { type Model, readModelFolder, RUN } from '../core/checkpoint/hfFolder.ts'
import { STATE } from '../core/checkpoint/moments.ts'
import { readRun } from '../core/checkpoint/run.ts'
import { isQuantizedFolder, plainModel, readQuantizedFolder } from '../core/compress/quantizedFolder.ts'
import { CourseError } from '../core/errors.ts'
import { diskError } from './diskError.ts'
import { filesOf } from './out/commit.ts'
import { note } from './output.ts'

/** What a folder of adapters has, and a model has not. */
const ADAPTERS = 'adapter_config.json'

/** How often a folder is read again that is written at the same time. */
const ATTEMPTS = 20

/** Files that a model may be made of; what else lies in its folder may be anything, and of any size. */
const isModels = (name: string) => /\.(json|safetensors|bin)$|^merges\.txt$/.test(name)
const LARGE = 2 ** 26

/** Every file of a folder by its name, folders inside it left out; of a large one that is no model's, the name alone. @throws CourseError 'not-found', or 'storage-failed' */
export function readFolder(path: string): Map<string, Uint8Array<ArrayBuffer>> {
  if (!existsSync(path)) throw new CourseError('not-found', `There is no folder "${path}".`, 'Give the folder of a model.')
  if (!statSync(path).isDirectory())
    throw new CourseError('not-found', `"${path}" is a file, and no folder.`, 'Give the folder of a model: the one that the file lies in.')
  for (let attempt = 1; ; attempt++) {
    const files = filesOf(path)
    const before = stamp(files)
    const read = readAll(files)
    if (read && stamp(filesOf(path)) === before) return read
    if (attempt === ATTEMPTS)
      throw new CourseError('busy', `The folder "${path}" is written again and again while it is read.`, 'Try again in a moment.')
  }
}

/** Changes whenever a model's file is replaced. */
function stamp(files: ReadonlyMap<string, string>): string {
  return [...files]
    .filter(([name]) => isModels(name))
    .map(([name, path]) => {
      const { ino, size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {}
      return `${name} ${ino} ${size} ${mtimeMs}`
    })
    .join('\n')
}

/** Undefined where one went away meanwhile. */
function readAll(files: ReadonlyMap<string, string>): Map<string, Uint8Array<ArrayBuffer>> | undefined {
  const all = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const [name, path] of files) {
    try {
      all.set(name, isModels(name) || statSync(path).size <= LARGE ? new Uint8Array(readFileSync(path)) : new Uint8Array())
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw diskError(error, `The file "${path}" cannot be read`)
    }
  }
  return all
}

/**
 * The model alone: a damaged training state, or a run.json of another tool's, does not stand in its way.
 * @throws CourseError that says which file is missing or wrong
 */
export function readModel(path: string): Model {
  const folder = readFolder(path)
  folder.delete(STATE)
  if (!isRun(folder.get(RUN)) && folder.delete(RUN)) note(`${RUN} in "${path}" is not of this course, or damaged; it is passed over.`)
  return readWhole(path, folder)
}

/** As `readModel`, with the state that its run goes on from. */
export const readRunning = (path: string): Model => readWhole(path, readFolder(path))

function isRun(bytes: Uint8Array | undefined): boolean {
  try {
    return bytes !== undefined && readRun(new TextDecoder().decode(bytes)) !== undefined
  } catch {
    return false
  }
}

function readWhole(path: string, folder: Map<string, Uint8Array<ArrayBuffer>>): Model {
  if (isQuantizedFolder(folder)) {
    const packed = readQuantizedFolder(folder)
    note(`The weights in "${path}" are in ${packed.weights.bits} bits: what follows starts from the numbers that they stand for.`)
    return plainModel(packed)
  }
  if (folder.has(ADAPTERS) && !folder.has('config.json')) {
    throw new CourseError(
      'bad-checkpoint',
      `"${path}" holds adapters, which are no model without the one that they belong to.`,
      `Merge them first: lora --model MODEL --adapters ${path} --merge --out DIR.`,
    )
  }
  return readModelFolder(folder)
}
