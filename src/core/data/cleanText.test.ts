import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { cleanText, MAX_BYTES, MIN_CHARACTERS } from './cleanText.ts'

const prose = 'It was the best of times. '.repeat(50)
const bytes = (text: string) => new TextEncoder().encode(text).buffer
const refusal = (message: RegExp) =>
  expect.objectContaining({
    name: 'CourseError',
    code: 'bad-text',
    message: expect.stringMatching(message),
    hint: expect.stringMatching(/\w/),
  })

describe('cleanText', () => {
  it('drops the byte order mark and turns CRLF and CR into LF', () => {
    expect(cleanText(`\ufeffa\r\nb\rc\n${prose}`)).toBe(`a\nb\nc\n${prose}`)
    expect(cleanText(bytes(`\ufeffa\r\n😀${prose}`))).toBe(`a\n😀${prose}`)
  })

  it.each<[string, string | ArrayBuffer, RegExp]>([
    ['nothing', '', /empty/],
    ['blanks', ' \n'.repeat(5000), /empty/],
    ['too little', 'Call me Ishmael.', /16 characters, but at least 1000/],
    ['a NUL', `${prose}\0${prose}`, /Character 1301 .* NUL/],
    ['a lone surrogate', `😀\ud83d${prose}`, /Character 2 .*surrogate pair \(code D83D\)/],
    ['bytes that are not UTF-8', Uint8Array.from({ length: 2000 }, () => 0xff).buffer, /2000 bytes are not UTF-8/],
    ['a PDF', new Uint8Array([...new TextEncoder().encode('%PDF-1.7\n%'), 0xe2, 0xe3, 0xcf, 0xd3]).buffer, /is a PDF document, .*no text/],
    ['a Word file', Uint8Array.from({ length: 2000 }, (_, i) => [0x50, 0x4b, 3, 4][i] ?? 0xff).buffer, /is a zip, and no text/],
    ['gzip', Uint8Array.from({ length: 2000 }, (_, i) => [0x1f, 0x8b, 8][i] ?? 0xff).buffer, /packed by gzip/],
    ['a web page', bytes(`\ufeff<!-- saved -->\n<!DOCTYPE html>\n<html><body>${prose}`), /is a web page in HTML: .* "<!-- saved -->"/],
    ['XHTML', bytes(`<?xml version="1.0"?>\r\n<html>${prose}`), /is an XML document/],
    ['RTF', bytes(`{\\rtf1\\ansi ${prose}}`), /is a document in RTF: .* "\{\\rtf1\\ansi /],
    ['a PDF that is all letters', bytes(`%PDF-1.4\n${prose}`), /is a PDF document/],
    ['a page with its pictures', bytes(`From: <Saved by Blink>\n${prose}`), /saved with its pictures/],
    ['a Git-LFS pointer', bytes('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n'), /Git-LFS pointer/],
    ['UTF-8 of a surrogate', new Uint8Array([...new TextEncoder().encode(prose), 0xed, 0xa0, 0x80]).buffer, /not UTF-8/],
    ['more bytes than characters show', 'é'.repeat(MAX_BYTES / 2 + 1), /20\.0 MB, but at most 20 MB/],
  ])('refuses %s', (_, raw, message) => {
    expect(() => cleanText(raw)).toThrowError(refusal(message))
  })

  it.each([
    ['pasted', `<!doctype html><p>${prose}`],
    ['that is spoken of', bytes(`The page begins with <!doctype html>. ${prose}`)],
    ['after a line of its own', bytes(`pages\n<!doctype html><p>${prose}`)],
  ])('takes HTML %s', (_, raw) => {
    expect(cleanText(raw)).toContain('<!doctype html>')
  })

  it('refuses 100 MB at once, without decoding it', () => {
    const buffer = new ArrayBuffer(100e6)
    const line = 'x'.repeat(100e6)
    const decode = vi.spyOn(TextDecoder.prototype, 'decode')
    const replace = vi.spyOn(String.prototype, 'replace')
    expect(() => cleanText(buffer)).toThrowError(refusal(/100\.0 MB/))
    expect(() => cleanText(line)).toThrowError(refusal(/100\.0 MB/))
    const whole = replace.mock.contexts.filter((text) => String(text).length > MAX_BYTES)
    expect([decode.mock.calls.length, whole.length]).toEqual([0, 0])
    vi.restoreAllMocks()
  })

  it('gives well-formed text or a refusal, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: MIN_CHARACTERS, maxLength: 1100 }), fc.boolean(), (random, ascii) => {
        const input = ascii ? random.map((byte) => byte & 0x7f || 10) : random
        try {
          const text = cleanText(input.buffer as ArrayBuffer)
          expect(text).not.toMatch(/[\0\r]/)
          expect(new TextDecoder().decode(new TextEncoder().encode(text))).toBe(text)
        } catch (error) {
          expect(error).toEqual(refusal(/./))
        }
      }),
    )
  })
})
