/** The table of contents of a zip file (PKZIP APPNOTE 4.3), read without trusting it. */
import { CourseError } from '../errors.ts'
import { isZip } from '../fileKinds.ts'
import type { SpanReader } from './source.ts'

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

/** As long as the names of a few hundred files may be. */
const MAX_TABLE = 4 * 2 ** 20

/**
 * Reads the table at the end of the zip, and the head of every file in it.
 * @param size of the zip, bytes
 * @throws CourseError 'bad-checkpoint' for more than `maxEntries`, and for whatever is damaged, encrypted, in parts or in zip64
 */
export function* readingDirectory(file: string, size: number, maxEntries: number): SpanReader<Entry[]> {
  const tailFrom = Math.max(0, size - END.length - MAX_COMMENT)
  const tail = viewOf(yield { file, from: tailFrom, to: size })
  const endInTail = findEnd(tail)
  if (endInTail < 0)
    refuse((yield* beginsAsZip(file, size)) ? `is cut short: its table of contents is missing after ${size} bytes` : 'is no zip')
  const end = tailFrom + endInTail
  const count = tail.getUint16(endInTail + 10, true)
  const [length, start] = [tail.getUint32(endInTail + 12, true), tail.getUint32(endInTail + 16, true)]
  if (tail.getUint32(endInTail + 4, true) !== 0 || count !== tail.getUint16(endInTail + 8, true))
    refuse('comes in several parts, or in zip64')
  if (count > maxEntries) refuse(`holds ${count} entries, but at most ${maxEntries} are read`)
  if (start + length > end) refuse('has a table of contents outside the file')

  // What lies between the claimed table and the end record belongs to the table, if its entries say so.
  const table = yield { file, from: start, to: Math.min(end, start + MAX_TABLE) }
  const view = viewOf(table)
  const entries: Entry[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL.length > table.length || view.getUint32(at, true) !== CENTRAL.signature)
      refuse(`has a damaged table of contents at entry ${i + 1}`)
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number]
    const next = at + CENTRAL.length + nameLength + extra + comment
    if (next > table.length) refuse(`has a damaged table of contents at entry ${i + 1}`)
    entries.push(yield* readEntry(file, table.subarray(at, next), nameLength, start))
    at = next
  }
  return entries
}

function* readEntry(file: string, record: Uint8Array, nameLength: number, dataEnd: number): SpanReader<Entry> {
  const view = viewOf(record)
  if (nameLength === 0 || nameLength > MAX_NAME) refuse(`holds a name of ${nameLength} bytes`)
  const [flags, method] = [view.getUint16(8, true), view.getUint16(10, true)]
  const name = decodeName(record.subarray(CENTRAL.length, CENTRAL.length + nameLength), (flags & 0x800) !== 0)
  const [crc, packed, size, local] = [16, 20, 24, 42].map((offset) => view.getUint32(offset, true)) as [number, number, number, number]
  if (flags & 1) refuse(`holds ${JSON.stringify(name)} encrypted`)
  if (method !== 0 && method !== 8)
    refuse(`packs ${JSON.stringify(name)} by method ${method}, but only 0 (stored) and 8 (deflate) are read`)
  const head = local + LOCAL.length > dataEnd ? null : viewOf(yield { file, from: local, to: local + LOCAL.length })
  if (head?.getUint32(0, true) !== LOCAL.signature) return refuse(`has no data where it says that ${JSON.stringify(name)} is`)
  const from = local + LOCAL.length + head.getUint16(26, true) + head.getUint16(28, true)
  if (from + packed > dataEnd) refuse(`is too short for ${JSON.stringify(name)}`)
  return { name, method, from, to: from + packed, size, crc }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The last end record whose comment reaches exactly to the end of the file, or −1. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END.length
  for (let at = last; at >= 0; at--) {
    if (view.getUint32(at, true) === END.signature && view.getUint16(at + 20, true) === last - at) return at
  }
  return -1
}

function* beginsAsZip(file: string, size: number): SpanReader<boolean> {
  return isZip(yield { file, from: 0, to: Math.min(4, size) })
}

/** Names are UTF-8 where the entry says so; where it does not, most programs wrote UTF-8 all the same, and Windows its first code page. */
function decodeName(bytes: Uint8Array, utf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    if (utf8) return refuse('holds a name that is not UTF-8')
    return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : CP437[byte - 0x80])).join('')
  }
}

/** The upper half of code page 437, which the format names (APPNOTE, appendix D). */
const CP437 = [
  ...'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
]

function refuse(what: string): never {
  throw new CourseError(
    'bad-checkpoint',
    `The zip ${what}.`,
    'Nothing was loaded. Choose a zip that this course exported, or zip the model folder again.',
  )
}
