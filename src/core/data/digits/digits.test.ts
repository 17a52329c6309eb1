/** The digits come from their package, survive packing, and weigh little enough for a page. */
import { describe, expect, it } from 'vitest'
import { DIGITS, packDigits, SIDE, shifted, unpackDigits } from './digits.ts'
import { readDigits } from './node.ts'

const digits = readDigits()

describe('handwritten digits', () => {
  it('are images with labels, classes in turns', () => {
    expect(digits.pixels).toHaveLength(DIGITS * SIDE * SIDE)
    expect([...digits.labels.slice(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    const ink = Array.from({ length: DIGITS }, (_, i) =>
      digits.pixels.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE).reduce((sum, v) => sum + v, 0),
    )
    expect(Math.min(...ink)).toBeGreaterThan(1000)
    // a one takes less ink than a zero, so images and labels belong together
    const mean = (label: number) => ink.filter((_, i) => i % 10 === label).reduce((a, b) => a + b, 0)
    expect(mean(1)).toBeLessThan(0.6 * mean(0))
  })

  it('are packed into less than a megabyte without loss', () => {
    const packed = packDigits(digits)
    expect(packed.length).toBeLessThan(1_000_000)
    const again = unpackDigits(packed)
    expect(Buffer.compare(again.pixels, digits.pixels)).toBe(0)
    expect(Buffer.compare(again.labels, digits.labels)).toBe(0)
  })

  it('refuse a damaged file', () => {
    expect(() => unpackDigits(packDigits(digits).slice(0, 5000))).toThrow(/damaged/)
    expect(() => unpackDigits(Uint8Array.of(1, 2, 3))).toThrow(/damaged/)
  })

  it('move by whole pixels', () => {
    const image = new Uint8Array(SIDE * SIDE)
    image[3 * SIDE + 4] = 200
    expect(shifted(image, 2, 1).indexOf(200)).toBe(4 * SIDE + 6)
    expect(shifted(image, -5, 0).every((v) => v === 0)).toBe(true)
  })
})
