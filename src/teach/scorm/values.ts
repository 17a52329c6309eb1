/** How SCORM 1.2 wants its values written: numbers, times, names and answers. (Run-Time Environment, section 3.4.3) */

/** CMIString4096, CMIString255 and CMIIdentifier, in characters. */
export const MOST = { state: 4096, response: 255, id: 255 }

/** A score from 0 to 100 with a point and at most two digits behind it. Cut, not rounded: 79.999 is not yet 80. */
export function decimal(score: number): string {
  if (!(score >= 0 && score <= 100)) throw new RangeError(`a score is from 0 to 100, and this one is ${score}`)
  return String(Math.floor(score * 100 + 1e-6) / 100)
}

/** Milliseconds as `HHHH:MM:SS.SS`, at least two digits of hours. */
export function timespan(ms: number): string {
  const hundredths = Math.min(Math.max(0, Math.floor(ms / 10)), 360_000 * 10_000 - 1)
  const two = (value: number): string => String(value).padStart(2, '0')
  const seconds = Math.floor(hundredths / 100)
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`
}

/** The time of day, `HH:MM:SS`. */
export const clock = (at: Date): string =>
  [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')

/** A name of visible ASCII: any other character becomes its code, and a name that is too long keeps a checksum of all of it. */
export function identifier(name: string): string {
  const safe = name.replace(/[^\x21-\x7e]/gu, (it) => `_${it.codePointAt(0)!.toString(16)}`) || '_'
  return safe.length <= MOST.id ? safe : `${safe.slice(0, MOST.id - 9)}~${checksum(name)}`
}

/** An answer on one line and of at most 255 characters, none of them cut in two. */
export function response(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= MOST.response ? line : `${line.slice(0, MOST.response - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** The nth of a question's choices, counted from 0, as the one character that SCORM has for it; null beyond the 36 that there are. */
export const choice = (index: unknown): string | null =>
  typeof index === 'number' ? ('abcdefghijklmnopqrstuvwxyz0123456789'[index] ?? null) : null

/** A number as CMIDecimal is written: digits and a point, without an exponent; null where it cannot be. */
export function plain(value: number): string | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null
  // The fewest digits that are this number again; a double has at most seventeen.
  const digits = [0, 2, 4, 6, 9, 12, 15, 18, 24].find((places) => Number(value.toFixed(places)) === value)
  if (digits === undefined) return null
  const text = value.toFixed(digits).replace(/(\.\d*?)0+$/, '$1')
  return text.replace(/\.$/, '').replace(/^-0$/, '0')
}

/** CRC-32 (IEEE 802.3) of the text in UTF-8, as 8 hexadecimal digits. */
export function checksum(text: string): string {
  let crc = -1
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (~crc >>> 0).toString(16).padStart(8, '0')
}
