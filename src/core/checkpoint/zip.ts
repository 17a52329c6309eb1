/** A model folder as one zip file, to download and to load again. */
import { Inflate, zipSync } from 'fflate'
import { CourseError } from '../errors.ts'
import { HEAD_BYTES, isZip, kindOfZip } from '../fileKinds.ts'
import type { ModelFolder } from './model.ts'
import { type SpanReader, readFrom, readNow, type Source, type SourceFolder } from './source.ts'
import { type Entry, readingDirectory } from './zipDirectory.ts'

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

const UNUSABLE = 'Nothing was loaded. Choose a zip that this course exported, or zip the model folder again.'
/** So much input at a time: deflate makes at most 1,032 bytes of one, so the count is looked at every 4 MiB or sooner. */
const CHUNK = 2 ** 12
/** So much is read at a time. */
const BLOCK = 2 ** 20
const ZIP = 'zip'

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
  const files = new Map([[ZIP, zip]])
  const entries = await readFrom(files, () => listing(zip.size, maxEntries))
  const total = [...entries.values()].reduce((sum, { size }) => sum + size, 0)
  if (total > maxBytes) refuse(`unpacks to more than ${maxBytes} bytes`)
  return new Map(
    [...entries].map(([name, entry]) => [
      name,
      entry.method === 0 && entry.to - entry.from === entry.size ? stored(zip, entry) : packed(files, entry),
    ]),
  )
}

/** A model in one file: the files of a zip, or the file alone, which its reader then tells by its first bytes. @throws CourseError 'bad-checkpoint' */
export async function openFile(name: string, file: Source): Promise<SourceFolder> {
  return isZip(await file.read(0, Math.min(HEAD_BYTES, file.size))) ? openZip(file) : new Map([[name, file]])
}

function stored(zip: Source, entry: Entry): Source {
  let checked: Promise<void> | undefined
  return {
    size: entry.size,
    async read(from, to) {
      checked ??= readFrom(new Map([[ZIP, zip]]), () => checking(entry))
      await checked
      return zip.read(entry.from + from, entry.from + to)
    },
  }
}

function packed(files: SourceFolder, entry: Entry): Source {
  let data: Promise<Uint8Array<ArrayBuffer>> | undefined
  return {
    size: entry.size,
    async read(from, to) {
      data ??= readFrom(files, () => unpacking(entry, entry.size, entry.size))
      return (await data).slice(from, to)
    },
  }
}

/** What operating systems leave in folders. */
const LEFT_BEHIND = /(^|\/)(__MACOSX\/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i

function* listing(size: number, maxEntries: number): SpanReader<Map<string, Entry>> {
  const all = (yield* readingDirectory(ZIP, size, maxEntries)).map((entry) => ({ ...entry, name: entry.name.replace(/^(\.\/)+/, '') }))
  const entries = all.filter(({ name }) => name !== '' && !name.endsWith('/') && !LEFT_BEHIND.test(name))
  for (const { name } of entries) checkName(name)
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

function* blocks({ from, to }: Entry, take: (block: Uint8Array<ArrayBuffer>, last: boolean) => void): SpanReader<void> {
  let at = from
  do {
    const end = Math.min(to, at + BLOCK)
    take(yield { file: ZIP, from: at, to: end }, end === to)
    at = end
  } while (at < to)
}

function* checking(entry: Entry): SpanReader<void> {
  let crc = CRC_START
  yield* blocks(entry, (block) => {
    crc = addToCrc(crc, block)
  })
  if (~crc >>> 0 !== entry.crc) refuse(`has ${quote(entry.name)} with a wrong checksum`)
}

function* unpacking(entry: Entry, left: number, maxBytes: number): SpanReader<Uint8Array<ArrayBuffer>> {
  const { name, method, size, crc } = entry
  const parts: Uint8Array[] = []
  let length = 0
  const take = (part: Uint8Array) => {
    length += part.length
    if (length > left) refuse(`unpacks to more than ${maxBytes} bytes`)
    if (length > size) refuse(`says that ${quote(name)} has ${size} bytes, but it unpacks to more`)
    if (part.length > 0) parts.push(part)
  }
  if (size > left) refuse(`unpacks to more than ${maxBytes} bytes`)
  yield* blocks(entry, method === 0 ? take : inflating(name, take))
  if (length !== size) refuse(`says that ${quote(name)} has ${size} bytes, but it unpacks to ${length}`)

  const data = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    data.set(part, at)
    at += part.length
  }
  if (~addToCrc(CRC_START, data) >>> 0 !== crc) refuse(`has ${quote(name)} with a wrong checksum`)
  return data
}

function inflating(name: string, take: (part: Uint8Array) => void): (block: Uint8Array, last: boolean) => void {
  let ended = false
  const stream = new Inflate((part, final) => {
    ended = final
    take(part)
  })
  return (block, last) => {
    try {
      for (let at = 0; at < block.length; at += CHUNK) stream.push(block.subarray(at, at + CHUNK), last && at + CHUNK >= block.length)
    } catch (error) {
      if (error instanceof CourseError) throw error
      refuse(`has ${quote(name)} in a form that does not unpack (${(error as Error).message})`)
    }
    if (last && !ended) refuse(`has ${quote(name)} cut short`)
  }
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

function checkName(name: string): void {
  const parts = name.split('/')
  const hidden = [...name].some((character) => character < ' ' || character === '\\' || character === ':')
  if (hidden || parts.some((part) => part === '' || part === '.' || part === '..'))
    refuse(`holds the path ${quote(name)}, which leads outside its folder or nowhere`)
}

const quote = (name: string): string => JSON.stringify(name.slice(0, 80))

function refuse(what: string, hint = UNUSABLE): never {
  throw new CourseError('bad-checkpoint', `The zip ${what}.`, hint)
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let c = byte
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c
})

const CRC_START = 0xffffffff

/** The register after more data; the checksum is its complement. */
function addToCrc(register: number, data: Uint8Array): number {
  let c = register
  for (let i = 0; i < data.length; i++) c = CRC_TABLE[(c ^ data[i]!) & 0xff]! ^ (c >>> 8)
  return c
}
