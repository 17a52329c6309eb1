/** Half precision: every value there and back, and the rounding between them. */
import { expect, it } from 'vitest'
import { fromFloat16, roundToHalf, toFloat16 } from './float16.ts'

const every = fromFloat16(Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits))

it('knows the values of the format', () => {
  expect([0x0001, 0x0400, 0x3555, 0x3c00, 0x7bff, 0x7c00, 0xc000].map((bits) => every[bits])).toEqual([
    2 ** -24,
    2 ** -14,
    0.333251953125,
    1,
    65504,
    Number.POSITIVE_INFINITY,
    -2,
  ])
})

it('writes every value as it was read', () => {
  const back = toFloat16(every)
  const wrong = [...back.keys()].filter((bits) => back[bits] !== bits && !Number.isNaN(every[bits]!))
  expect(wrong).toEqual([])
  expect(fromFloat16(toFloat16([Number.NaN]))[0]).toBeNaN()
})

it('rounds to the nearest, between every two neighbours, and ties to the even one', () => {
  const wrong: number[] = []
  for (let bits = 0; bits < 0x7bff; bits++) {
    const [low, high] = [every[bits]!, every[bits + 1]!]
    const middle = (low + high) / 2
    const near = (high - low) / 1024
    const even = bits % 2 === 0 ? low : high
    const found = [middle - near, middle, middle + near, -middle].map(roundToHalf)
    if (![low, even, high, -even].every((value, i) => Object.is(value, found[i]))) wrong.push(bits)
  }
  expect(wrong).toEqual([])
  expect([65519.9, 65520, -70000, 1e-9].map(roundToHalf)).toEqual([65504, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0])
})
