/** A model folder as one zip file, to download and to load again. */
import { zipSync } from 'fflate'
import { HEAD_BYTES, isZip, kindOfZip } from '../fileKinds.ts'
import type { ModelFolder } from './model.ts'
import { type SpanReader, readFrom, readNow, type Source, type SourceFolder } from './source.ts'
import type { Entry } from './zipDirectory.ts'
import { entriesOf, quote, refuse, sourceOf, unpacking, ZIP } from './zipEntries.ts'

/** A time for every entry, because equal folders must give equal zips. Zip times are local, and begin here. */
const NO_TIME = new Date(1980, 0, 1)

/** Weights hardly shrink, so only the small files are compressed. Equal input gives equal bytes. */
export function zipFolder(folder: ReadonlyMap<string, Uint8Array>, rootName: string): Uint8Array<ArrayBuffer> {
  const root = rootName.replace(/[^\p{L}\p{N} ._-]+/gu, '-').replace(/^[ .]+|[ .]+$/g, '') || 'model'
  const entries = [...folder].map(([name, data]) => [
    `${root}/${name}`,
    [data, { level: name.endsWith('.safetensors') ? 0 : 6, mtime: NO_TIME }],
  ])
  return zipSync(Object.fromEntries(entries)) as Uint8Array<ArrayBuffer>
}

/**
 * The files of the model's folder, wherever it lies in the zip. Folders inside it are left out, and so is what operating systems add.
 * Sizes are counted as the bytes come, and every checksum is compared.
 * @param maxBytes of all files together, unpacked
 * @throws CourseError 'bad-checkpoint' for a damaged or hostile zip
 */
export function unzipFolder(bytes: Uint8Array, { maxBytes = 2 ** 30, maxEntries = 256 } = {}): ModelFolder {
  const files = new Map([[ZIP, bytes]])
  const folder: ModelFolder = new Map()
  let left = maxBytes
  for (const [name, entry] of readNow(files, () => listing(bytes.length, maxEntries))) {
    const data = readNow(files, () => unpacking(entry, left, maxBytes))
    left -= data.length
    folder.set(name, data)
  }
  return folder
}

/**
 * The same files without unpacking them: what is stored is read where it lies, what is packed is unpacked when it is first asked for.
 * Either is compared with its checksum before a byte of it is given out.
 * @throws CourseError 'bad-checkpoint'
 */
export async function openZip(zip: Source, { maxBytes = 2 ** 31, maxEntries = 256 } = {}): Promise<SourceFolder> {
  const entries = await readFrom(new Map([[ZIP, zip]]), () => listing(zip.size, maxEntries))
  const total = [...entries.values()].reduce((sum, { size }) => sum + size, 0)
  if (total > maxBytes) refuse(`unpacks to more than ${maxBytes} bytes`)
  return new Map([...entries].map(([name, entry]) => [name, sourceOf(zip, entry)]))
}

/** A model in one file: the files of a zip, or the file alone, which its reader then tells by its first bytes. @throws CourseError 'bad-checkpoint' */
export async function openFile(name: string, file: Source): Promise<SourceFolder> {
  return isZip(await file.read(0, Math.min(HEAD_BYTES, file.size))) ? openZip(file) : new Map([[name, file]])
}

function* listing(size: number, maxEntries: number): SpanReader<Map<string, Entry>> {
  const entries = yield* entriesOf(size, maxEntries)
  const kind = kindOfZip(entries.map(({ name }) => name))
  if (kind) refuse(`is ${kind.what}`, kind.hint)
  const root = modelRoot(entries)
  const folder = new Map<string, Entry>()
  for (const entry of entries) {
    if (!entry.name.startsWith(root)) continue
    const name = entry.name.slice(root.length)
    if (name.includes('/')) continue
    if (folder.has(name)) refuse(`holds ${quote(entry.name)} twice`)
    folder.set(name, entry)
  }
  if (folder.size === 0) refuse('holds no files')
  return folder
}

/**
 * The folder of the model, "outer/model/" or "": the one with a config.json that is least deep, wherever it lies; else the one that all
 * files are in.
 */
function modelRoot(entries: readonly Entry[]): string {
  const folders = entries.map(({ name }) => name.slice(0, name.lastIndexOf('/') + 1))
  const depth = (folder: string) => folder.split('/').length
  const models = folders.filter((folder, i) => entries[i]!.name === `${folder}config.json`).sort((a, b) => depth(a) - depth(b))
  const [first, second] = models
  if (first !== undefined && second !== undefined && depth(first) === depth(second) && first !== second) {
    refuse(`holds ${models.length} models, in ${quote(first)} and ${quote(second)}`, 'Unpack it, and choose the folder of one.')
  }
  if (first !== undefined) return first
  let root = folders[0] ?? ''
  while (!folders.every((folder) => folder.startsWith(root))) root = root.replace(/[^/]+\/$/, '')
  return root
}
