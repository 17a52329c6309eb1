/** A matrix brought to fewer cells: each keeps the number of its box that is farthest from zero, so that nothing large is averaged away. */

/** Rows and columns [from, to) of a matrix. */
export interface Window {
  rows: readonly [number, number]
  columns: readonly [number, number]
}

/**
 * `data` [·, width] row-major; a window of it [r, c] → [rows, columns], never more cells than the window has numbers. The sign stays.
 * `less`, of the same shape, is taken away first: what changed between two.
 */
export function poolLargest(
  data: Float32Array,
  width: number,
  { rows: [top, bottom], columns: [left, right] }: Window,
  rows: number,
  columns: number,
  less?: Float32Array,
): { rows: number; columns: number; data: Float32Array } {
  const [R, C] = [Math.min(rows, bottom - top), Math.min(columns, right - left)]
  const pooled = new Float32Array(R * C)
  if (!less && R === bottom - top && C === right - left) {
    for (let r = 0; r < R; r++) pooled.set(data.subarray((top + r) * width + left, (top + r) * width + right), r * C)
    return { rows: R, columns: C, data: pooled }
  }
  // Where each column of the matrix goes is the same for every row.
  const to = Int32Array.from({ length: right - left }, (_, c) => Math.min(C - 1, Math.floor((c * C) / (right - left))))
  for (let r = top; r < bottom; r++) {
    const row = Math.min(R - 1, Math.floor(((r - top) * R) / (bottom - top))) * C
    for (let c = left, at = r * width + left; c < right; c++, at++) {
      const x = less ? data[at]! - less[at]! : data[at]!
      const cell = row + to[c - left]!
      if (Math.abs(x) > Math.abs(pooled[cell]!)) pooled[cell] = x
    }
  }
  return { rows: R, columns: C, data: pooled }
}

/** Of all magnitudes, the one that `share` of them do not exceed; never 0. Of many numbers, every so-many-th is asked. */
export function topOf(data: Float32Array, share = 0.985, most = 20_000): number {
  const stride = Math.max(1, Math.floor(data.length / most))
  const sizes = new Float32Array(Math.ceil(data.length / stride))
  for (let i = 0; i < sizes.length; i++) sizes[i] = Math.abs(data[i * stride]!)
  sizes.sort()
  const top = sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))] ?? 0
  return top || sizes.at(-1) || 1
}
