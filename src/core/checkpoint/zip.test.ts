import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { unzipFolder, zipFolder } from './zip.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const folder = new Map([
  ['config.json', bytes('{"a":1}'.repeat(100))],
  ['model.safetensors', new Uint8Array(1000).map((_, i) => i * 7)],
  ['empty', new Uint8Array()],
])
const refusal = (message: RegExp) =>
  expect.objectContaining({ name: 'CourseError', code: 'bad-checkpoint', message: expect.stringMatching(message) })

/** A zip with one 16- or 32-bit field of its first central entry changed. */
function lie(offset: number, value: number, size: 2 | 4 = 4, source = zipSync({ 'm/a': [bytes('a'.repeat(5000)), {}] })): Uint8Array {
  const zip = source.slice()
  const view = new DataView(zip.buffer)
  const central = view.getUint32(zip.length - 22 + 16, true)
  size === 2 ? view.setUint16(central + offset, value, true) : view.setUint32(central + offset, value, true)
  return zip
}

describe('zipFolder', () => {
  it('is undone by unzipFolder, for any files and any name', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_.]{0,20}$/)
    fc.assert(
      fc.property(fc.dictionary(name, fc.uint8Array({ maxLength: 300 }), { minKeys: 1, maxKeys: 5 }), fc.string(), (files, root) => {
        const input = new Map(Object.entries(files))
        expect(unzipFolder(zipFolder(input, root))).toEqual(input)
      }),
    )
  })

  it('gives equal bytes whenever it is called', () => {
    expect(zipFolder(folder, 'My model')).toEqual(zipFolder(new Map(folder), 'My model'))
    expect(new DataView(zipFolder(folder, 'm').buffer).getUint32(10, true)).toBe((1 << 21) | (1 << 16)) // 1 January 1980, 0:00
  })
})

describe('unzipFolder', () => {
  it('takes files at the top, and leaves out folders inside and what macOS adds', () => {
    const zip = zipSync({
      'm/config.json': bytes('{}'),
      'm/sub/x': bytes('x'),
      '__MACOSX/m/._config.json': bytes('x'),
      'm/.DS_Store': bytes('x'),
    })
    expect([...unzipFolder(zip).keys()]).toEqual(['config.json'])
    expect([...unzipFolder(zipSync({ 'config.json': bytes('{}'), 'sub/x': bytes('x') })).keys()]).toEqual(['config.json'])
  })

  it.each(['../a', 'm/../../a', '/a', 'm//a', 'm/./a', 'C:a', 'm\\a', 'm/a\0'])('refuses the path %j', (path) => {
    expect(() => unzipFolder(zipSync({ [path]: bytes('x') }))).toThrowError(refusal(/path/))
  })

  it('counts what comes out instead of believing what is claimed', () => {
    const bomb = zipSync({ 'm/a': [new Uint8Array(20e6), {}] })
    expect(bomb.length).toBeLessThan(100_000)
    expect(() => unzipFolder(bomb, { maxBytes: 1e6 })).toThrowError(refusal(/more than 1000000 bytes/))
    expect(() => unzipFolder(lie(24, 1e6, 4, bomb), { maxBytes: 1e6 })).toThrowError(refusal(/more than 1000000 bytes/))
    expect(() => unzipFolder(lie(24, 100, 4, bomb))).toThrowError(refusal(/says that "m\/a" has 100 bytes, but it unpacks to more/))
    const many = zipSync({ 'm/a': new Uint8Array(600), 'm/b': new Uint8Array(600) })
    expect(() => unzipFolder(many, { maxBytes: 1000 })).toThrowError(refusal(/more than 1000 bytes/))
  })

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /is no zip/],
    ['something else', bytes('This is not a zip file, but a text.'), /is no zip/],
    ['a zip without files', zipSync({}), /no files/],
    ['a zip that is cut', zipFolder(folder, 'm').slice(0, -1), /cut short: .* after 1344 bytes/],
    ['a size that is too large', lie(24, 6000), /has 6000 bytes, but it unpacks to 5000/],
    ['a wrong checksum', lie(16, 1), /wrong checksum/],
    ['packed data past the file', lie(20, 2 ** 31), /too short/],
    ['packed data that ends early', lie(20, 5), /cut short|does not unpack/],
    ['an unknown method', lie(10, 12, 2), /method 12/],
    ['encryption', lie(8, 1, 2), /encrypted/],
    ['data that is not there', lie(42, 7), /no data where/],
    ['a directory that is not there', lie(0, 0), /damaged table/],
    ['a name without an end', lie(28, 0xffff, 2), /damaged table/],
  ])('refuses %s', (_, zip, message) => {
    expect(() => unzipFolder(zip)).toThrowError(refusal(message))
  })

  it('limits the number of entries, and refuses a name that comes twice', () => {
    const zip = zipSync(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`m/${i}`, new Uint8Array()])))
    expect(() => unzipFolder(zip)).toThrowError(refusal(/300 entries, but at most 256/))
    const twice = zipSync({ 'm/a': bytes('1'), 'm/b': bytes('2') })
    for (let i = 0; i < twice.length - 2; i++) if (twice[i] === 0x6d && twice[i + 1] === 0x2f && twice[i + 2] === 0x62) twice[i + 2] = 0x61
    expect(() => unzipFolder(twice)).toThrowError(refusal(/"m\/a" twice/))
  })
})
