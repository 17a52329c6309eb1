/** What a course leaves with the platform until the next visit: a text, packed, with its length and a checksum, so that a cut one is noticed. */
import { deflateSync, inflateSync } from 'fflate'
import { checksum, MOST } from './values.ts'

/** A new form gets a new letter. */
const FORM = 'p'
/** What unpacks to more is none of ours. */
const MOST_BYTES = 256_000

export type Suspended = { kind: 'nothing' } | { kind: 'state'; text: string } | { kind: 'cut'; why: string }

/** `p.<length>.<checksum>.<deflated, base64>`, or null where it has no room in 4,096 characters. */
export function pack(text: string): string | null {
  const packed = btoa(Array.from(deflateSync(new TextEncoder().encode(text), { level: 9 }), (byte) => String.fromCharCode(byte)).join(''))
  const state = `${FORM}.${packed.length}.${checksum(packed)}.${packed}`
  return state.length <= MOST.state ? state : null
}

/** What a platform gave back. */
export function unpack(state: string): Suspended {
  if (state === '') return { kind: 'nothing' }
  const [, length, sum, packed] = /^p\.(\d+)\.([0-9a-f]{8})\.(.*)$/s.exec(state) ?? []
  if (packed === undefined) return { kind: 'cut', why: 'it does not begin as this course left it' }
  if (packed.length !== Number(length)) return { kind: 'cut', why: `${packed.length} of ${length} characters came back` }
  if (checksum(packed) !== sum) return { kind: 'cut', why: 'its checksum does not fit' }
  try {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0))
    // With room given, inflate stops there instead of growing.
    return {
      kind: 'state',
      text: new TextDecoder('utf-8', { fatal: true }).decode(inflateSync(bytes, { out: new Uint8Array(MOST_BYTES) })),
    }
  } catch {
    return { kind: 'cut', why: 'it cannot be unpacked' }
  }
}
