import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSafetensors, writeSafetensors } from './safetensors.ts'

const tensors = new Map([
  ['a', { shape: [2, 3], data: Float32Array.of(1, -2.5, 3e-40, 0, -0, 3.4e38) }],
  ['b.c', { shape: [1], data: Float32Array.of(7) }],
])
const refusal = (message: RegExp) =>
  expect.objectContaining({ name: 'CourseError', code: 'bad-checkpoint', message: expect.stringMatching(message) })

/** A file from a header as text and data as bytes. */
function file(header: string, data: ArrayLike<number> = [], claimed?: number): Uint8Array {
  const json = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + json.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(claimed ?? json.length), true)
  bytes.set(json, 8)
  bytes.set(data, 8 + json.length)
  return bytes
}
const header = (entries: Record<string, unknown>) => JSON.stringify(entries)
const f32 = (shape: number[], from: number, to: number) => ({ dtype: 'F32', shape, data_offsets: [from, to] })

describe('writeSafetensors', () => {
  it('writes the documented layout', () => {
    const bytes = writeSafetensors(tensors, { format: 'pt' })
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true))
    expect(length % 8).toBe(0)
    const text = new TextDecoder().decode(bytes.subarray(8, 8 + length))
    expect(text.trimEnd()).toBe(
      '{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b.c":{"dtype":"F32","shape":[1],"data_offsets":[24,28]}}',
    )
    expect(bytes.length).toBe(8 + length + 28)
    expect(new DataView(bytes.buffer).getFloat32(8 + length + 24, true)).toBe(7)
  })

  it('gives equal bytes for equal input, whatever the order of the metadata', () => {
    expect(writeSafetensors(tensors, { b: '1', a: '2' })).toEqual(writeSafetensors(new Map(tensors), { a: '2', b: '1' }))
  })

  it('does not save what is not finite', () => {
    expect(() => writeSafetensors([['w', { shape: [2], data: Float32Array.of(1, Number.NaN) }]])).toThrowError(
      expect.objectContaining({ code: 'not-a-number', message: expect.stringMatching(/"w" has the value NaN at index 1/) }),
    )
  })
})

describe('readSafetensors', () => {
  it('reads back every bit of what was written', () => {
    const tensor = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }).chain((shape) => {
      const n = shape.reduce((a, b) => a * b, 1)
      return fc.float32Array({ minLength: n, maxLength: n, noNaN: true, noDefaultInfinity: true }).map((data) => ({ shape, data }))
    })
    const name = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !['__metadata__', '__proto__', 'constructor', 'prototype'].includes(text))
    fc.assert(
      fc.property(fc.array(fc.tuple(name, tensor), { maxLength: 6 }), (list) => {
        const input = new Map(list)
        const { tensors: output, metadata } = readSafetensors(writeSafetensors(input, { format: 'pt' }))
        expect(metadata).toEqual({ format: 'pt' })
        expect(output).toEqual(new Map([...input].map(([key, { shape, data }]) => [key, { dtype: 'F32', shape, data }])))
      }),
    )
  })

  it('reads from the middle of a buffer', () => {
    const bytes = writeSafetensors(tensors)
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(readSafetensors(shifted.subarray(3)).tensors.get('b.c')?.data[0]).toBe(7)
  })

  it('converts other number formats', () => {
    const read = (dtype: string, data: number[], n: number) => [
      ...readSafetensors(file(header({ t: { dtype, shape: [n], data_offsets: [0, data.length] } }), data)).tensors.get('t')!.data,
    ]
    // 1, −2, the largest half, the smallest subnormal, −0
    expect(read('F16', [0x00, 0x3c, 0x00, 0xc0, 0xff, 0x7b, 0x01, 0x00, 0x00, 0x80], 5)).toEqual([1, -2, 65504, 2 ** -24, -0])
    expect(read('BF16', [0x80, 0x3f, 0x20, 0xc1], 2)).toEqual([1, -10])
    expect(read('F64', [0, 0, 0, 0, 0, 0, 0xf8, 0x3f], 1)).toEqual([1.5])
    expect(read('I64', [0xfe, 255, 255, 255, 255, 255, 255, 255], 1)).toEqual([-2])
    expect(read('I32', [1, 1, 0, 0], 1)).toEqual([257])
    expect(read('U8', [200, 1], 2)).toEqual([200, 1])
  })

  const inf = [0, 0, 0x80, 0x7f]
  it.each<[string, Uint8Array, RegExp]>([
    ['an empty file', new Uint8Array(), /0 bytes/],
    ['a header longer than the file', file('{}', [], 100), /claims a header of 100 bytes, but has 2/],
    ['a header over 1 MiB', file(' '.repeat(2 ** 20 + 1)), /more than 1048576/],
    ['a header of 2⁶³ bytes', file('{}', [], 2 ** 63), /more than 1048576/],
    ['a header that is not UTF-8', file('{}', [0xff], 3), /not UTF-8/],
    ['a header that is a list', file('[]'), /must be an object/],
    ['a byte order mark', file('\ufeff{}'), /not valid JSON/],
    [
      'a name twice',
      file('{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}'),
      /"a" appears twice/,
    ],
    ['__proto__', file('{"__proto__":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}'), /not allowed/],
    ['an unknown format', file(header({ a: { dtype: 'F8_E4M3', shape: [1], data_offsets: [0, 1] } }), [0]), /"F8_E4M3"/],
    ['a format named like a method', file(header({ a: { dtype: 'toString', shape: [1], data_offsets: [0, 1] } }), [0]), /"toString"/],
    ['a hole', file(header({ a: f32([1], 4, 8) }), [0, 0, 0, 0, 0, 0, 0, 0]), /holes and overlaps/],
    ['an overlap', file(header({ a: f32([2], 0, 8), b: f32([1], 4, 8) }), [0, 0, 0, 0, 0, 0, 0, 0]), /holes and overlaps/],
    ['bytes after the end', file(header({ a: f32([1], 0, 4) }), [0, 0, 0, 0, 9]), /1 bytes after its last tensor/],
    ['an end before the start', file(header({ a: f32([1], 0, 4), b: f32([1], 4, 0) }), [0, 0, 0, 0]), /end at byte 0/],
    ['an end past the file', file(header({ a: f32([2], 0, 8) }), [0, 0, 0, 0]), /has 66 bytes of the 70 .* cut short, in tensor "a"/],
    ['a shape that does not fit', file(header({ a: f32([3], 0, 8) }), [0, 0, 0, 0, 0, 0, 0, 0]), /\[3\] in F32, but 8 bytes/],
    ['a shape that overflows', file(header({ a: f32([2 ** 32, 2 ** 32, 2 ** 32], 0, 4) }), [0, 0, 0, 0]), /but 4 bytes/],
    [
      'a shape that would overflow to the right size',
      file(header({ a: f32([2 ** 53 - 1, 2 ** 53 - 1, 0, 5], 0, 4) }), [0, 0, 0, 0]),
      /but 4 bytes/,
    ],
    ['a negative size', file(header({ a: f32([-1], 0, 4) }), [0, 0, 0, 0]), /must not be negative/],
    ['a fractional size', file(header({ a: f32([0.5], 0, 2) }), [0, 0]), /whole number/],
    ['infinity', file(header({ a: f32([1], 0, 4) }), inf), /value Infinity at index 0 of tensor "a"/],
    [
      'too many tensors',
      file(header(Object.fromEntries(Array.from({ length: 4098 }, (_, i) => [`t${i}`, f32([0], 0, 0)])))),
      /more than the 4096 tensors/,
    ],
    ['an unknown field', file(header({ a: { ...f32([0], 0, 0), x: 1 } })), /a\.x/],
    ['metadata that is not text', file(header({ __metadata__: { a: 1 } })), /must be a string/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrowError(refusal(message))
  })
})
