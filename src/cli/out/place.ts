/** A place for a folder that is to be written: is it none of the command's own sources, and can it be written at all? */
import { existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync, rmdirSync, statfsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { CourseError } from '../../core/errors.ts'
import { diskError } from '../diskError.ts'
import { rehearse } from './commit.ts'

/** A name beside `path` that nothing has: "model-2" for "model". */
export function freeName(path: string, suffix = ''): string {
  const named = /^\.{0,2}$/.test(basename(path)) ? resolve(path) : path.replace(/[/\\]+$/, '')
  const base = `${named}${suffix}`
  for (let n = suffix ? 1 : 2; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`
    if (!lstatSync(name, { throwIfNoEntry: false })) return name
  }
}

/** @param sources folders by the names of the options that gave them @throws CourseError where `path` is one of them, inside one, or a link into one */
export function refuseSource(path: string, sources: Readonly<Record<string, string | undefined>>): void {
  for (const [option, source] of Object.entries(sources)) {
    if (source === undefined || !statSync(source, { throwIfNoEntry: false })?.isDirectory()) continue
    const inside = foldersAbove(path).findIndex((folder) => isSame(folder, source))
    if (inside < 0) continue
    const same = realPlace(path) === realPlace(source)
    throw new CourseError(
      'bad-argument',
      `--out "${path}" ${same ? 'is' : 'lies inside'} the folder that --${option} reads${resolve(path) === resolve(source) || !same ? '' : ` ("${source}")`}: it would be written over.`,
      `Give another folder, such as --out ${freeName(source)}.`,
    )
  }
}

/** The real path of what is there, and the names that are not there yet. */
function realPlace(path: string): string {
  const absolute = resolve(path)
  try {
    return realpathSync(absolute)
  } catch {
    const above = dirname(absolute)
    return above === absolute ? absolute : join(realPlace(above), basename(absolute))
  }
}

/** Itself and every folder above it that is there. */
function foldersAbove(path: string): string[] {
  const all: string[] = []
  for (let at = realPlace(path); ; at = dirname(at)) {
    if (existsSync(at)) all.push(at)
    if (dirname(at) === at) return all
  }
}

/** By what the disk says, not by the names: some systems take upper and lower case for the same. */
function isSame(a: string, b: string): boolean {
  const [one, two] = [statSync(a, { bigint: true }), statSync(b, { bigint: true })]
  return one.dev === two.dev && one.ino === two.ino
}

/**
 * Writes, flushes and renames a small file there, and leaves no trace.
 * @throws CourseError that says what is in the way
 */
export function probe(path: string): void {
  refuseFiles(path)
  let made: string | undefined
  try {
    made = makeFolders(path)
    rehearse(path)
  } catch (error) {
    throw diskError(error, `The folder "${path}" cannot be written`)
  } finally {
    if (made !== undefined) unmake(path, made)
  }
}

function refuseFiles(path: string): void {
  for (let above = dirname(resolve(path)); above !== dirname(above); above = dirname(above)) {
    if (!existsSync(above)) continue
    if (statSync(above).isDirectory()) break
    throw new CourseError('bad-argument', `"${path}" cannot be made: "${above}" is a file.`, 'Give a folder to write the model to.')
  }
  const link = lstatSync(path, { throwIfNoEntry: false })
  if (link?.isSymbolicLink() && !existsSync(path))
    throw new CourseError(
      'bad-argument',
      `"${path}" is a link to "${readlinkSync(path)}", and that is not there.`,
      'Make that folder, or give another one.',
    )
  if (existsSync(path) && !statSync(path).isDirectory())
    throw new CourseError('bad-argument', `"${path}" is a file.`, 'Give a folder to write the model to.')
}

/**
 * Makes a folder and those above it that are not there. Returns the first that it made.
 * Node's own way never ends where a folder is there and still takes no other: /proc.
 */
export function makeFolders(path: string): string | undefined {
  const folder = resolve(path)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined
  const first = makeFolders(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    if (first !== undefined) unmake(dirname(folder), first)
    throw error
  }
  return first ?? folder
}

/** Takes the folders away again that were made for nothing, from `path` up to `first`. */
export function unmake(path: string, first: string): void {
  for (let at = resolve(path); at.length >= first.length; at = dirname(at)) {
    try {
      rmdirSync(at)
    } catch {
      // Somebody has put something into it: it is of use now.
      return
    }
  }
}

/** @throws CourseError 'storage-full' where the disk has not the room for so many bytes */
export function checkRoom(path: string, bytes: number): void {
  const [nearest] = foldersAbove(path)
  const { bavail, bsize } = statfsSync(nearest!)
  const free = bavail * bsize
  // Some file systems have no limit of their own and say 0.
  if (free >= bytes || bsize === 0) return
  throw new CourseError(
    'storage-full',
    `Saving to "${path}" takes ${inMb(bytes)}, but its disk has only ${inMb(free)} left.`,
    'Free some space, or give a folder on another disk.',
  )
}

const inMb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
