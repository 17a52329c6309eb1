import { describe, expect, it } from 'vitest'
import { expectClose } from './compare.ts'

const tight = { rtol: 1e-4, atol: 1e-4, name: 'x' }

describe('expectClose', () => {
  it('passes what is within the tolerance', () => {
    expectClose([1, 100.005, 0], new Float32Array([1.00005, 100, 0.00009]), tight)
  })

  it('names the worst place and both values', () => {
    expect(() => expectClose([1, 2, 3.5], [1, 2.1, 3], tight)).toThrow(/x\[2\] is 3\.5, but 3 was expected .*2 of 3 numbers/)
  })

  it.each([
    ['NaN against a number', [Number.NaN], [0]],
    ['NaN against NaN', [Number.NaN], [Number.NaN]],
    ['NaN against infinity', [Number.NaN], [Infinity]],
    ['infinity against infinity', [Infinity], [Infinity]],
    ['a missing number', [1], [1, 2]],
    ['a number too many', [1, 2], [1]],
    ['nothing at all', [], []],
  ])('refuses %s', (_, actual, expected) => {
    expect(() => expectClose(actual, expected, tight)).toThrow()
  })
})
