/**
 * Where a command's result goes: `--out`. Looked at, and tried, before any work is done; then only files that this tool wrote are
 * replaced, another model only where `--force` says so and only by a whole result, and what cannot be written there is kept beside.
 */
import { mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CourseError, toPlainError } from '../../core/errors.ts'
import { flag, required } from '../arguments.ts'
import { reasonOf } from '../diskError.ts'
import { commit, isScaffold } from './commit.ts'
import { type Holding, lookInto, type Marks, NAMES } from './ours.ts'
import { checkRoom, freeName, makeFolders, probe, refuseSource, unmake } from './place.ts'

export type Files = ReadonlyMap<string, Uint8Array>

/** What every command takes that writes a folder. */
export const outOptions = {
  out: required.help('folder to save to'),
  force: flag.help('another model that lies in --out may be replaced'),
}

interface OutFolderOptions {
  /** folders that the command reads, by the option that names each: they are never written over */
  sources?: Readonly<Record<string, string | undefined>>
  /** a model that lies there may be replaced */
  force?: boolean
  /** the run that lies there goes on */
  goesOn?: boolean
  /** a run that can go on is never replaced, whatever is asked */
  keepsRuns?: boolean
  /** names besides a model's that will be written */
  also?: readonly string[]
  /** how the command knows others of its files again */
  marks?: Marks
}

export class OutFolder {
  private unfinished: string | undefined
  /** where a state is that could not be written where it should */
  private kept: string | undefined
  /** something of this command lies there */
  private begun = false

  private constructor(
    readonly path: string,
    /** another model lies there, and only a whole result takes its place */
    readonly replaces: boolean,
    private readonly goesOn: boolean,
    private readonly marks: Marks | undefined,
  ) {}

  /** @throws CourseError that says why nothing can or may be written there, before any work is done */
  static open(path: string, { sources = {}, force, goesOn = false, keepsRuns, also = [], marks }: OutFolderOptions = {}): OutFolder {
    if (!goesOn) refuseSource(path, sources)
    const there = lookAt(path, marks)
    if (there) refuseStrangers(path, there, also)
    if (there?.model && keepsRuns && there.resumable) refuse(path, there, 'a run that can go on', '')
    if (there?.model && !goesOn && !force) refuse(path, there, 'a model', ' Give --force to replace it, or')
    probe(path)
    return new OutFolder(path, there?.model === true && !goesOn, goesOn, marks)
  }

  /** @throws CourseError 'storage-full' where there is no room for a model of so many bytes beside what lies there */
  checkRoom(bytes: number): void {
    checkRoom(this.path, bytes)
  }

  /** What there is so far, whole. Returns where it is: beside, as long as another model lies there. */
  save(files: Files): string {
    if (!this.replaces) return this.put(files, this.path)
    this.unfinished ??= freeName(this.path, '-unfinished')
    return this.put(files, this.unfinished)
  }

  /** What there is, where another state must stay: a folder beside. */
  saveBeside(files: Files): string {
    this.unfinished ??= freeName(this.path, '-unfinished')
    return this.put(files, this.unfinished)
  }

  /** The whole result. */
  finish(files: Files): void {
    this.put(files, this.path)
    for (const beside of [this.unfinished, this.kept]) if (beside !== undefined) forget(beside)
    this.unfinished = this.kept = undefined
  }

  private put(files: Files, path: string): string {
    try {
      if (!this.begun && !this.replaces && !this.goesOn && lookAt(path)?.model)
        throw new Error('another program has put a model there in the meantime')
      writeFolder(path, files, this.marks)
      this.begun ||= path === this.path
      return path
    } catch (error) {
      throw this.keep(path, files, error)
    }
  }

  /** What could not be written where it should is written where it can, and the error says where. */
  private keep(path: string, files: Files, error: unknown): CourseError {
    const why = error instanceof CourseError ? toPlainError(error).message.replace(/\.$/, '') : reasonOf(error)
    const places = [
      ...(this.kept === undefined ? [] : [() => this.kept!]),
      () => freeName(path, '-kept'),
      () => mkdtempSync(join(tmpdir(), 'pathway-to-gpt-')),
    ]
    for (const place of places) {
      try {
        const beside = place()
        writeFolder(beside, files, this.marks)
        this.kept = beside
        return new CourseError(
          'storage-failed',
          `The folder "${path}" could not be written: ${why}.`,
          `What was there is unchanged. The result is kept in "${resolve(beside)}".`,
        )
      } catch {
        // The next place.
      }
    }
    return new CourseError(
      'storage-failed',
      `The folder "${path}" could not be written: ${why}; neither could a folder beside it, nor one in ${tmpdir()}.`,
      'What was there is unchanged. Free some space, and start again.',
    )
  }
}

/** Writes a folder's files: all or none of them, and nothing else is touched. @throws whatever stands in the way */
export function writeFolder(path: string, files: Files, marks?: Marks): void {
  const made = makeFolders(path)
  try {
    const there = lookInto(path, marks)
    refuseStrangers(path, there, [...files.keys()])
    commit(
      path,
      files,
      [...there.ours].filter((name) => !files.has(name)),
    )
  } catch (error) {
    if (made !== undefined) unmake(path, made)
    throw error
  }
}

function lookAt(path: string, marks?: Marks): Holding | undefined {
  return isFolder(path) ? lookInto(path, marks) : undefined
}

function isFolder(path: string): boolean {
  try {
    readdirSync(path)
    return true
  } catch {
    // A file, a link to nowhere, no right: `probe` says which.
    return false
  }
}

/** What a folder may hold and still be new: what a system or a version control puts there by itself. */
const isBackground = (name: string) => name.startsWith('.') || name === 'lost+found' || isScaffold(name)

function refuseStrangers(path: string, { model, strangers }: Holding, also: readonly string[]): void {
  const inTheWay = strangers.find((name) => NAMES.includes(name) || also.includes(name))
  if (inTheWay !== undefined)
    throw new CourseError(
      'bad-argument',
      `The folder "${path}" has ${inTheWay}, which this tool did not write: it would be replaced.`,
      `Give another folder, such as ${freeName(path)}, or move that file away.`,
    )
  const other = strangers.find((name) => !isBackground(name))
  if (!model && other !== undefined)
    throw new CourseError(
      'bad-argument',
      `The folder "${path}" holds something else (${other}) than a model.`,
      `Give a new folder, such as ${join(path, 'model')}.`,
    )
}

function refuse(path: string, { words, resumable }: Holding, what: string, force: string): never {
  throw new CourseError(
    'bad-argument',
    `The folder "${path}" already holds ${what}: ${words}.`,
    `${force || 'It stays:'} give another folder, such as --out ${freeName(path)}${resumable ? `; to go on with it: --resume ${path}` : ''}.`.trim(),
  )
}

/** Takes away a folder that held an unfinished state: our files, and the folder if nothing else is in it. */
function forget(path: string): void {
  for (const name of lookInto(path).ours) rmSync(join(path, name), { force: true })
  try {
    rmdirSync(path)
  } catch {
    // Something of somebody else's is in it.
  }
}
