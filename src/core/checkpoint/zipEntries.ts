/** The files of a zip, read without trusting it: paths, sizes and checksums are looked at, and nothing is unpacked before it is asked for. */
import { Inflate } from 'fflate'
import { CourseError } from '../errors.ts'
import { type SpanReader, readFrom, type Source, type SourceFolder } from './source.ts'
import { type Entry, readingDirectory } from './zipDirectory.ts'

const UNUSABLE = 'Nothing was loaded. Choose a zip that this course exported, or zip the model folder again.'
/** So much input at a time: deflate makes at most 1,032 bytes of one, so the count is looked at every 4 MiB or sooner. */
const CHUNK = 2 ** 12
/** So much is read at a time. */
const BLOCK = 2 ** 20
export const ZIP = 'zip'

/**
 * Every file of the zip by its path, but for what operating systems add.
 * @param hostile gets each path that leads outside; the entry is left out unless it throws, as it does where none is given
 * @throws CourseError 'bad-checkpoint'
 */
export function* entriesOf(size: number, maxEntries: number, hostile: (name: string) => void = refusePath): SpanReader<Entry[]> {
  const all = (yield* readingDirectory(ZIP, size, maxEntries)).map((entry) => ({ ...entry, name: entry.name.replace(/^(\.\/)+/, '') }))
  const entries = all.filter(({ name }) => name !== '' && !name.endsWith('/') && !LEFT_BEHIND.test(name))
  const safe = entries.filter(({ name }) => staysInside(name))
  for (const { name } of entries) if (!staysInside(name)) hostile(name)
  return safe
}

/** What an entry holds: stored bytes are read where they lie, packed ones are unpacked when they are first asked for; both only once their checksum fits. */
export const sourceOf = (zip: Source, entry: Entry): Source =>
  entry.method === 0 && entry.to - entry.from === entry.size ? stored(zip, entry) : packed(new Map([[ZIP, zip]]), entry)

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

export function* unpacking(entry: Entry, left: number, maxBytes: number): SpanReader<Uint8Array<ArrayBuffer>> {
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

function staysInside(name: string): boolean {
  const hidden = [...name].some((character) => character < ' ' || character === '\\' || character === ':')
  return !hidden && name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

const refusePath = (name: string): never => refuse(`holds the path ${quote(name)}, which leads outside its folder or nowhere`)

export const quote = (name: string): string => JSON.stringify(name.slice(0, 80))

export function refuse(what: string, hint = UNUSABLE): never {
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
