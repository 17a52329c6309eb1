/** Half precision becomes 32-bit floats without losing or changing anything. */
import { describe, expect, it } from 'vitest'
import { DTYPES } from './dtypes.ts'

const bytesOf = (...halves: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(Uint16Array.from(halves).buffer)
/** All positive numbers of a format, by their bits, from 0 to just below infinity. */
const ascending = (end: number) => Array.from({ length: end }, (_, bits) => bits)

describe('F16', () => {
  it('reads its special values exactly', () => {
    const halves = [0x0000, 0x8000, 0x0001, 0x03ff, 0x0400, 0x3c00, 0x3c01, 0xc000, 0x7bff, 0xfbff, 0x3555, 0x7c00, 0xfc00, 0x7e00]
    const values = [
      0,
      -0,
      2 ** -24,
      1023 * 2 ** -24,
      2 ** -14,
      1,
      1 + 2 ** -10,
      -2,
      65504,
      -65504,
      0.333251953125,
      Infinity,
      -Infinity,
      Number.NaN,
    ]
    expect([...DTYPES.F16.read(bytesOf(...halves))]).toEqual(values)
  })

  it('steps by one unit in the last place from 0 to 65504, the same below zero', () => {
    const values = DTYPES.F16.read(bytesOf(...ascending(0x7c00)))
    for (let bits = 1; bits < values.length; bits++)
      expect(values[bits]! - values[bits - 1]!).toBe(2 ** (Math.max(1, (bits - 1) >> 10) - 25))
    const negative = DTYPES.F16.read(bytesOf(...ascending(0x7c00).map((bits) => bits | 0x8000)))
    expect(negative).toEqual(values.map((value) => -value))
  })
})

describe('BF16', () => {
  it('reads its special values exactly', () => {
    const halves = [0x0000, 0x8000, 0x0001, 0x0080, 0x3f80, 0x3f81, 0xc0a0, 0x7f7f, 0x7f80, 0xff80, 0x7fc0]
    const values = [0, -0, 2 ** -133, 2 ** -126, 1, 1 + 2 ** -7, -5, (2 - 2 ** -7) * 2 ** 127, Infinity, -Infinity, Number.NaN]
    expect([...DTYPES.BF16.read(bytesOf(...halves))]).toEqual(values)
  })

  it('is the upper half of the float that it becomes, whatever the bits', () => {
    const numbers = ascending(0x7f80).flatMap((bits) => [bits, bits | 0x8000])
    const floats = DTYPES.BF16.read(bytesOf(...numbers))
    expect([...new Uint32Array(floats.buffer)]).toEqual(numbers.map((bits) => bits * 0x10000))
  })
})

describe('any format', () => {
  it('is read from the middle of a buffer, at any byte', () => {
    const shifted = new Uint8Array(9)
    shifted.set(bytesOf(0x3c00, 0x4000, 0x4200, 0x4400), 1)
    expect([...DTYPES.F16.read(shifted.subarray(1))]).toEqual([1, 2, 3, 4])
    shifted.set(new Uint8Array(Float32Array.of(1.5, -7).buffer), 1)
    expect([...DTYPES.F32.read(shifted.subarray(1))]).toEqual([1.5, -7])
  })
})
