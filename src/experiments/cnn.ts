/** The trained net once more, in plain loops: what its filters make of one image, and the shares of the ten digits. */
import type { CnnWeights } from '../worker/protocol.ts'

export const SIDE = 28
export const FILTER = 5
export const MAP = SIDE - FILTER + 1
const POOL = 3
export const POOLED = MAP / POOL

/** Slides one filter [5,5] over an image [28,28] → how well it fits at each of [24,24] places; below zero becomes zero. */
export function convolve(image: ArrayLike<number>, filter: ArrayLike<number>, bias: number): Float32Array {
  const map = new Float32Array(MAP * MAP)
  for (let row = 0; row < MAP; row++) {
    for (let column = 0; column < MAP; column++) {
      let sum = bias
      for (let i = 0; i < FILTER; i++) {
        for (let j = 0; j < FILTER; j++) sum += filter[i * FILTER + j]! * image[(row + i) * SIDE + column + j]!
      }
      map[row * MAP + column] = Math.max(0, sum)
    }
  }
  return map
}

/** Keeps the largest number of each 3 × 3 square: [24,24] → [8,8]. */
export function pool(map: Float32Array): Float32Array {
  const kept = new Float32Array(POOLED * POOLED).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < map.length; i++) {
    const [row, column] = [Math.floor(i / MAP), i % MAP]
    const at = Math.floor(row / POOL) * POOLED + Math.floor(column / POOL)
    kept[at] = Math.max(kept[at]!, map[i]!)
  }
  return kept
}

/** Filter f of [5,5,F] as [5,5]. */
export const filterOf = (filters: Float32Array, count: number, f: number): Float32Array =>
  Float32Array.from({ length: FILTER * FILTER }, (_, i) => filters[i * count + f]!)

export interface Look {
  /** one map a filter, [24,24] */
  maps: Float32Array[]
  /** of the digits 0 … 9; they add up to 1 */
  shares: number[]
}

/** @param image [28,28], 0 … 1 */
export function look({ filters, filterBias, dense, denseBias }: CnnWeights, image: ArrayLike<number>): Look {
  const count = filterBias.length
  const maps = Array.from(filterBias, (bias, f) => convolve(image, filterOf(filters, count, f), bias))
  const read = count > 0 ? interleave(maps.map(pool)) : image
  const scores = Array.from(denseBias, (bias, digit) => {
    let sum = bias
    for (let i = 0; i < read.length; i++) sum += read[i]! * dense[i * 10 + digit]!
    return sum
  })
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const total = powers.reduce((a, b) => a + b, 0)
  return { maps, shares: powers.map((power) => power / total) }
}

/** F maps of [8,8] → [8,8,F], the order that the linear layer was trained in. */
const interleave = (pooled: readonly Float32Array[]): Float32Array =>
  Float32Array.from({ length: POOLED * POOLED * pooled.length }, (_, i) => pooled[i % pooled.length]![Math.floor(i / pooled.length)]!)
