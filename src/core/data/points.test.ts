/** The point sets are what their names say, and the same for the same seed. */
import { describe, expect, it } from 'vitest'
import { makePoints, POINT_SETS } from './points.ts'

const spec = { count: 200, noise: 0, seed: 1 }

describe.each(POINT_SETS)('%s', (set) => {
  it('has both classes in equal number, inside the square', () => {
    const { x, y } = makePoints({ ...spec, set })
    expect(y.reduce((a, b) => a + b)).toBe(100)
    expect(Math.max(...x.map(Math.abs))).toBeLessThanOrEqual(1)
  })

  it('depends on its seed and on nothing else', () => {
    const noisy = { ...spec, set, noise: 0.1 }
    expect(makePoints(noisy)).toEqual(makePoints(noisy))
    expect(makePoints({ ...noisy, seed: 2 }).x).not.toEqual(makePoints(noisy).x)
  })
})

it('circles lie one in the other, and XOR is the product of signs', () => {
  const circles = makePoints({ ...spec, set: 'circles' })
  expect(Array.from(circles.y, (_, i) => Number(Math.hypot(circles.x[2 * i]!, circles.x[2 * i + 1]!) < 0.6))).toEqual([...circles.y])
  const xor = makePoints({ ...spec, set: 'xor' })
  expect(Array.from(xor.y, (_, i) => Number(xor.x[2 * i]! * xor.x[2 * i + 1]! < 0))).toEqual([...xor.y])
})
