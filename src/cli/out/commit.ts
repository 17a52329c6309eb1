/**
 * Several files of a folder replaced at once, beside others that are not ours. The new ones are written whole into a folder inside it,
 * which one rename makes a promise: from then on they are the folder's files, wherever they still lie. A process that dies before
 * that has changed nothing; what one that dies after it left over, the next reader sees through and the next writer finishes.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const PROMISE = '.pathway-commit'
const RECORD = 'commit.json'
const STAGE = /^\.pathway-new\.(\d+)$/

/** What tells other programs that there is a model: taken away first and put back last, so that they find a whole one or none. */
const HEADS = ['config.json', 'adapter_config.json']

/** Names that a commit may leave for a moment, in a folder that is otherwise empty. */
export const isScaffold = (name: string): boolean => name === PROMISE || STAGE.test(name)

/** The folder's files: where each lies, those that are promised included. Links to files are files. */
export function filesOf(folder: string): Map<string, string> {
  const promised = promiseIn(folder)
  const files = new Map<string, string>()
  for (const name of readdirSync(folder)) {
    if (promised?.remove.includes(name) || !statSync(join(folder, name), { throwIfNoEntry: false })?.isFile()) continue
    files.set(name, join(folder, name))
  }
  for (const name of promised?.write ?? []) {
    const path = join(folder, PROMISE, name)
    if (existsSync(path)) files.set(name, path)
  }
  return files
}

/**
 * Writes `files`, removes `remove`, and touches nothing else.
 * @param before called before each change of the disk; what happens where it throws is what happens where the process dies
 * @throws whatever the file system says, with the folder as it was
 */
export function commit(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  remove: readonly string[],
  before: (change: string) => void = () => {},
): void {
  finish(folder, before)
  sweep(folder)
  const stage = join(folder, `.pathway-new.${process.pid}`)
  try {
    before('stage')
    mkdirSync(stage)
    for (const [name, bytes] of files) {
      before(`write ${name}`)
      writeFileSync(join(stage, name), bytes, { flush: true, flag: 'wx' })
    }
    before('record')
    writeFileSync(join(stage, RECORD), JSON.stringify({ write: [...files.keys()], remove }), { flush: true })
    syncFolder(stage)
    before('promise')
    renameSync(stage, join(folder, PROMISE))
  } catch (error) {
    rmSync(stage, { recursive: true, force: true })
    throw error
  }
  syncFolder(folder)
  finish(folder, before)
}

/** Does what a commit promised and did not come to. */
export function finish(folder: string, before: (change: string) => void = () => {}): void {
  const from = join(folder, PROMISE)
  if (!existsSync(from)) return
  const promised = promiseIn(folder)
  if (promised) {
    const isHead = (name: string) => HEADS.includes(name)
    const waits = (name: string) => existsSync(join(from, name))
    const put = (name: string) => {
      if (!waits(name)) return
      before(`put ${name}`)
      renameSync(join(from, name), join(folder, name))
    }
    const drop = (name: string) => {
      before(`drop ${name}`)
      rmSync(join(folder, name), { force: true })
    }
    for (const name of HEADS) if (promised.remove.includes(name) || (promised.write.includes(name) && waits(name))) drop(name)
    syncFolder(folder)
    for (const name of promised.remove) if (!isHead(name)) drop(name)
    for (const name of promised.write) if (!isHead(name)) put(name)
    syncFolder(folder)
    for (const name of HEADS) put(name)
    syncFolder(folder)
    before('forget')
    unlinkSync(join(from, RECORD))
  }
  // Without its record it holds nothing that anyone was promised.
  before('clear')
  rmSync(from, { recursive: true, force: true })
}

/** A folder may come from anybody: names that lead out of it are nobody's promise. */
const names = v.array(v.pipe(v.string(), v.regex(/^\w[\w.-]*$/)))
const PromisedFile = v.strictObject({ write: names, remove: names })

function promiseIn(folder: string): v.InferOutput<typeof PromisedFile> | undefined {
  try {
    return v.parse(PromisedFile, JSON.parse(readFileSync(join(folder, PROMISE, RECORD), 'utf8')))
  } catch {
    // It died before the record was whole, or after everything was put in its place.
    return undefined
  }
}

/** What writers that died before their promise left. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(STAGE.exec(name)?.[1])
    if (pid === process.pid || (pid > 0 && !isAlive(pid))) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Its entries are on the disk, too. Windows has no such thing. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const open = openSync(folder, 'r')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

/** Writes a small file there, flushes and renames it, and takes it away: what a save will do. @throws whatever the file system says */
export function rehearse(folder: string): void {
  const stage = join(folder, `.pathway-new.${process.pid}`)
  try {
    mkdirSync(stage)
    const name = 'x'.repeat(40)
    writeFileSync(join(stage, name), new Uint8Array(4096), { flush: true })
    renameSync(join(stage, name), join(stage, 'renamed'))
    syncFolder(stage)
    unlinkSync(join(stage, 'renamed'))
    rmdirSync(stage)
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}
