/** Any zip as paths and what lies there, read without trusting it: nothing is unpacked before it is asked for. */
import { zipSync } from 'fflate'
import { readFrom, type Source, type SourceFolder } from '../core/checkpoint/source.ts'
import { entriesOf, quote, refuse, sourceOf, ZIP } from '../core/checkpoint/zipEntries.ts'

export interface ZipLimits {
  /** of all files together, unpacked, as the zip says; no file gives more than it says */
  maxBytes: number
  maxEntries: number
  /** gets each path that leads outside, whose file is then passed over; absent: the zip is refused */
  hostile?: (path: string) => void
}

export interface ZipFile {
  /** bytes, as the zip says */
  size: number
  /** Anew each time, so that what was unpacked is kept no longer than it is used. */
  open(): Source
}

/** Paths with slashes, folders included, to files. @throws CourseError for a damaged or hostile zip */
export async function listZip(zip: Source, { maxBytes, maxEntries, hostile }: ZipLimits): Promise<Map<string, ZipFile>> {
  const entries = await readFrom(new Map([[ZIP, zip]]), () => entriesOf(zip.size, maxEntries, hostile))
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (total > maxBytes) refuse(`says that it unpacks to ${total} bytes, but at most ${maxBytes} are read`)
  const files = new Map<string, ZipFile>()
  for (const entry of entries) {
    if (files.has(entry.name)) refuse(`holds ${quote(entry.name)} twice`)
    files.set(entry.name, { size: entry.size, open: () => sourceOf(zip, entry) })
  }
  return files
}

/** As `listZip`, each file opened once. */
export async function openAnyZip(zip: Source, limits: ZipLimits): Promise<SourceFolder> {
  return new Map([...(await listZip(zip, limits))].map(([path, file]) => [path, file.open()]))
}

/** A time for every entry, because equal files must give equal zips. Zip times are local, and begin here. */
const NO_TIME = new Date(1980, 0, 1)

/** Weights and zips hardly shrink, so only the other files are compressed. */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const entries = [...files].map(([path, data]) => [path, [data, { level: /\.(safetensors|zip)$/.test(path) ? 0 : 6, mtime: NO_TIME }]])
  return zipSync(Object.fromEntries(entries)) as Uint8Array<ArrayBuffer>
}

/** The whole of a file as text. @throws CourseError where it is longer than `most` bytes, or no UTF-8 */
export async function textOf(file: Source, name: string, most: number): Promise<string> {
  if (file.size > most) refuse(`holds ${quote(name)} with ${file.size} bytes, but at most ${most} are read`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.read(0, file.size))
  } catch (error) {
    if (error instanceof TypeError) refuse(`holds ${quote(name)}, which is no UTF-8 text`)
    throw error
  }
}
