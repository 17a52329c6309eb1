/** The loops of the page give what tfjs gave in the worker, and drawings are put where the digits stand. */
import { describe, expect, it } from 'vitest'
import { DIGITS, SIDE, TEST } from '../../../core/data/digits/digits.ts'
import { readDigits } from '../../../core/data/digits/node.ts'
import { openWorld } from '../../../../tests/support/world.ts'
import { centred, isBlank, moved, stroke } from './drawing.ts'
import { look } from '../../../experiments/cnn.ts'
import { parametersOf, specOf } from './spec.ts'
import { trainNet } from '../../../experiments/runToEnd.ts'

describe('a trained net', () => {
  it.each([0, 3])('with %i filters tells as many digits right in the page as in the worker', async (filters) => {
    const { core } = await openWorld()
    const result = await trainNet(core, specOf({ filters, examples: 400, steps: 30 }), () => {})
    const { pixels, labels } = readDigits()
    let right = 0
    for (let i = DIGITS - TEST; i < DIGITS; i++) {
      const { shares } = look(
        result.weights,
        Float32Array.from(pixels.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE), (v) => v / 255),
      )
      if (shares.indexOf(Math.max(...shares)) === labels[i]) right++
    }
    expect(result.parameters).toBe(parametersOf(filters))
    // a tie at the last bit may fall either way
    expect(Math.abs(right / TEST - result.testAccuracy)).toBeLessThanOrEqual(1 / TEST)
    for (const { image, guess, probability } of result.mistakes) {
      const { shares } = look(
        result.weights,
        Float32Array.from(image, (v) => v / 255),
      )
      expect(shares[guess]).toBeCloseTo(probability, 4)
    }
  })
})

describe('a drawing', () => {
  const blank = new Float32Array(SIDE * SIDE)
  const line = stroke(blank, [4, 3], [4, 12])

  it('is ink along the stroke, and none elsewhere', () => {
    expect(isBlank(blank)).toBe(true)
    expect(line[7 * SIDE + 4]).toBe(1)
    expect(line[7 * SIDE + 12]).toBe(0)
    expect(Math.max(...line)).toBe(1)
  })

  it('is centred by its ink, and blank stays blank', () => {
    const middle = centred(line)
    expect(middle[14 * SIDE + 14]).toBe(1)
    expect(middle.reduce((a, b) => a + b)).toBeCloseTo(line.reduce((a, b) => a + b))
    expect(centred(blank)).toBe(blank)
    expect(moved(line, 40, 0).every((v) => v === 0)).toBe(true)
  })
})
