/** A digit drawn with a pen, a filter of signs, and the filter's map over the image. */
import type { Readings } from '../../frame/define.ts'
import { convolve, FILTER, MAP, SIDE } from '../../../experiments/cnn.ts'

/** Rows of the filter, one after the other: + is 1, − is -1, 0 nothing. */
export const FILTERS = {
  upright: '0++--0++--0++--0++--0++--',
  level: '00000++++++++++----------',
  blank: '0000000000000000000000000',
} as const

/** Strokes of each digit, corner to corner, in pixels. */
const PEN: Record<string, readonly (readonly [number, number])[]> = {
  '1': [
    [10, 9],
    [14, 5],
    [14, 23],
  ],
  '4': [
    [15, 5],
    [8, 16],
    [20, 16],
    [16, 16],
    [16, 10],
    [16, 23],
  ],
  '5': [
    [18, 5],
    [10, 5],
    [9, 12],
    [15, 11],
    [19, 16],
    [15, 22],
    [9, 21],
  ],
  '7': [
    [8, 6],
    [19, 6],
    [13, 23],
  ],
}
export const DRAWN = ['1', '4', '5', '7'] as const
const THICK = 1.5

export interface Given {
  digit: (typeof DRAWN)[number]
  filter: string
  bias: number
  right: number
}

export interface Slide {
  /** [28,28], 0 … 1 */
  image: Float32Array
  /** [5,5] */
  filter: number[]
  /** [24,24] */
  map: Float32Array
  /** where the filter fits best */
  best: number
  /** how far the map of the moved image is from the moved map, where both have a place */
  apart: number
}

/** @param right how far the strokes are moved */
export function drawn(digit: Given['digit'], right: number): Float32Array {
  const points = PEN[digit]!
  return Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [x, y] = [(i % SIDE) - right, Math.floor(i / SIDE)]
    const near = Math.min(...points.slice(1).map((to, k) => distance(x, y, points[k]!, to)))
    return Math.max(0, Math.min(1, THICK + 0.5 - near))
  })
}

function distance(x: number, y: number, [x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2
  const along = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))
}

export const weightsOf = (filter: string): number[] => Array.from(filter, (sign) => (sign === '+' ? 1 : sign === '-' ? -1 : 0))

/** The filter with one weight turned: 0, 1, −1, 0 … */
export const turned = (filter: string, at: number): string =>
  Array.from(filter, (sign, i) => (i === at ? { '0': '+', '+': '-', '-': '0' }[sign]! : sign)).join('')

export function slideOf({ digit, filter, bias, right }: Given): Slide {
  const weights = weightsOf(filter)
  const image = drawn(digit, right)
  const map = convolve(image, weights, bias)
  const still = convolve(drawn(digit, 0), weights, bias)
  let apart = 0
  for (let row = 0; row < MAP; row++) {
    for (let column = right; column < MAP; column++) {
      apart = Math.max(apart, Math.abs(map[row * MAP + column]! - still[row * MAP + column - right]!))
    }
  }
  return { image, filter: weights, map, best: map.indexOf(map.reduce((a, b) => Math.max(a, b))), apart }
}

/** The 25 products with the filter at a place of the map. */
export const productsAt = ({ image, filter }: Slide, place: number) =>
  filter.map((weight, i) => {
    const [row, column] = [Math.floor(place / MAP) + Math.floor(i / FILTER), (place % MAP) + (i % FILTER)]
    return { weight, pixel: image[row * SIDE + column]! }
  })

export function readingsOf(slide: Slide): Readings {
  const { map, apart } = slide
  return {
    largest: map[slide.best]!,
    fires: map.filter((value) => value > 0).length / map.length,
    apart,
  }
}
