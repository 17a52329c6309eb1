import { describe, expect, it } from 'vitest'
import { cleanText } from './cleanText.ts'

const text = 'Call me Ishmael. Ünïcödé, 中文, 😀.\n'.repeat(40)

/** The text in units of 2 or 4 bytes. */
function encoded(units: 2 | 4, littleEndian: boolean, mark = true): ArrayBuffer {
  const marked = mark ? `\ufeff${text}` : text
  const codes =
    units === 2 ? Array.from({ length: marked.length }, (_, i) => marked.charCodeAt(i)) : [...marked].map((c) => c.codePointAt(0)!)
  const view = new DataView(new ArrayBuffer(codes.length * units))
  codes.forEach((code, i) => {
    if (units === 2) view.setUint16(2 * i, code, littleEndian)
    else view.setUint32(4 * i, code, littleEndian)
  })
  return view.buffer
}

describe.each([
  [2, true],
  [2, false],
  [4, true],
  [4, false],
] as const)('a text in units of %i bytes, little-endian %s', (units, littleEndian) => {
  it('is read where a byte order mark says so, and refused with a sentence where none does', () => {
    expect(cleanText(encoded(units, littleEndian))).toBe(text)
    expect(() => cleanText(encoded(units, littleEndian, false))).toThrowError(
      expect.objectContaining({
        code: 'bad-text',
        message: expect.stringMatching(units === 2 ? /looks like UTF-16/ : /looks like UTF-32/),
      }),
    )
  })

  it('is refused where it is cut', () => {
    expect(() => cleanText(encoded(units, littleEndian).slice(0, -1))).toThrowError(/not UTF-8 text/)
  })
})

it('half a pair or a number that is no character is no text', () => {
  expect(() => cleanText(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8, 0x41, 0).buffer)).toThrowError(expect.objectContaining({ code: 'bad-text' }))
  expect(() => cleanText(Uint8Array.of(0xff, 0xfe, 0, 0, 0xff, 0xff, 0xff, 0xff).buffer)).toThrowError(
    expect.objectContaining({ code: 'bad-text' }),
  )
})
