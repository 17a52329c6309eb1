/** Bytes of a file as text: UTF-8, or UTF-16 and UTF-32 where a byte order mark at the start says so. */
import { CourseError } from '../errors.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'

/** The longer marks first: UTF-32's begins as UTF-16's does. */
const MARKS: readonly [bytes: readonly number[], encoding: Encoding][] = [
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/**
 * The text without its mark, or null where the bytes are none.
 * @throws CourseError 'bad-text' for UTF-16 or UTF-32 that has no mark
 */
export function decodeText(bytes: Uint8Array): string | null {
  const [mark, encoding] = MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte)) ?? [[], 'utf-8' as const]
  if (encoding === 'utf-8') refuseWithoutMark(bytes)
  try {
    if (encoding === 'utf-32le' || encoding === 'utf-32be') return decodeUtf32(bytes.subarray(mark.length), encoding === 'utf-32le')
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof CourseError) throw error
    return null
  }
}

/** So many bytes show whether every other one is zero. */
const LOOKED_AT = 4096

function refuseWithoutMark(bytes: Uint8Array): void {
  const head = bytes.subarray(0, LOOKED_AT)
  const zeros = [0, 0, 0, 0]
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 4]!++
  })
  const quarter = head.length / 4
  const empty = zeros.map((n) => n > 0.6 * quarter)
  const wide = empty.filter(Boolean).length
  const name = wide === 3 || (wide === 2 && empty[0] === empty[1]) ? 'UTF-32' : wide === 2 ? 'UTF-16' : null
  if (name === null || head.length < 8) return
  throw new CourseError(
    'bad-text',
    `The file looks like ${name}, but lacks the byte order mark at its start that says which way its bytes run.`,
    'Save it as plain text in UTF-8 and try again.',
  )
}

/** @throws RangeError for what is no code point */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string | null {
  if (bytes.length % 4 !== 0) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 4) parts.push(String.fromCodePoint(view.getUint32(at, littleEndian)))
  return parts.join('')
}
