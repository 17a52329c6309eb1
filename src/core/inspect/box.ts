/** The first part of a tensor along each of its dimensions. */

/** data, row-major in `shape` → the box [0, part) of it, row-major in `part`; the same array where that is all of it. */
export function boxOf(data: Float32Array, shape: readonly number[], part: readonly number[]): Float32Array {
  const outermost = shape.findIndex((size, i) => part[i] !== size)
  if (outermost < 0) return data
  // Behind the last dimension that is cut, numbers lie together.
  const innermost = shape.findLastIndex((size, i) => part[i] !== size)
  const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1)
  const run = product(part.slice(innermost))
  const result = new Float32Array(product(part))
  const strides = shape.map((_, i) => product(shape.slice(i + 1)))
  for (let to = 0, place = new Array<number>(innermost).fill(0); to < result.length; to += run) {
    const from = place.reduce((sum, at, i) => sum + at * strides[i]!, 0)
    result.set(data.subarray(from, from + run), to)
    for (let i = innermost - 1; i >= 0 && ++place[i]! === part[i]; i--) place[i] = 0
  }
  return result
}
