/** The table of contents of a zip file (PKZIP APPNOTE 4.3), read without trusting it. */
import { CourseError } from '../errors.ts'

export interface Entry {
  name: string
  /** 0 stored, 8 deflated */
  method: 0 | 8
  /** the packed bytes are [from, to) of the file */
  from: number
  to: number
  /** claimed size, unpacked: a claim, to be compared with what comes out */
  size: number
  crc: number
}

const LOCAL = { signature: 0x04034b50, length: 30 }
const CENTRAL = { signature: 0x02014b50, length: 46 }
const END = { signature: 0x06054b50, length: 22 }
/** the end record's comment has at most so many bytes */
const MAX_COMMENT = 0xffff
const MAX_NAME = 512

/** @throws CourseError 'bad-checkpoint' for more than `maxEntries`, and for whatever is damaged, encrypted, in parts or in zip64 */
export function readDirectory(bytes: Uint8Array, maxEntries: number): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  const [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)]
  if (view.getUint32(end + 4, true) !== 0 || count !== view.getUint16(end + 8, true)) refuse('comes in several parts, or in zip64')
  if (count > maxEntries) refuse(`holds ${count} entries, but at most ${maxEntries} are read`)
  if (start + size > end) refuse('has a table of contents outside the file')

  const entries: Entry[] = []
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL.length > end || view.getUint32(at, true) !== CENTRAL.signature)
      refuse(`has a damaged table of contents at entry ${i + 1}`)
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number]
    const next = at + CENTRAL.length + nameLength + extra + comment
    if (next > end) refuse(`has a damaged table of contents at entry ${i + 1}`)
    entries.push(readEntry(bytes, view, at, nameLength, start))
    at = next
  }
  return entries
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, nameLength: number, dataEnd: number): Entry {
  const nameAt = at + CENTRAL.length
  if (nameLength === 0 || nameLength > MAX_NAME) refuse(`holds a name of ${nameLength} bytes`)
  const name = decodeName(bytes.subarray(nameAt, nameAt + nameLength))
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
  const [crc, packed, size, local] = [16, 20, 24, 42].map((offset) => view.getUint32(at + offset, true)) as [number, number, number, number]
  if (flags & 1) refuse(`holds ${JSON.stringify(name)} encrypted`)
  if (method !== 0 && method !== 8)
    refuse(`packs ${JSON.stringify(name)} by method ${method}, but only 0 (stored) and 8 (deflate) are read`)
  if (local + LOCAL.length > dataEnd || view.getUint32(local, true) !== LOCAL.signature)
    refuse(`has no data where it says that ${JSON.stringify(name)} is`)
  const from = local + LOCAL.length + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (from + packed > dataEnd) refuse(`is too short for ${JSON.stringify(name)}`)
  return { name, method, from, to: from + packed, size, crc }
}

/** The last end record whose comment reaches exactly to the end of the file. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END.length
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (view.getUint32(at, true) === END.signature && view.getUint16(at + 20, true) === last - at) return at
  }
  return refuse('is no zip, or its end is missing')
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse('holds a name that is not UTF-8')
  }
}

function refuse(what: string): never {
  throw new CourseError(
    'bad-checkpoint',
    `The zip ${what}.`,
    'Nothing was loaded. Choose a zip that this course exported, or zip the model folder again.',
  )
}
