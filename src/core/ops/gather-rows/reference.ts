/** Some rows of a matrix, by number: y[n] = x[at[n]]. A classifier reads the extract tokens this way. */

/** x [M,C], at [N] with 0 ≤ at[n] < M → y [N,C] */
export function gatherRows(x: Float64Array, at: ArrayLike<number>, C: number): Float64Array {
  const y = new Float64Array(at.length * C)
  for (let n = 0; n < at.length; n++) y.set(x.subarray(at[n] * C, (at[n] + 1) * C), n * C)
  return y
}

/** dy [N,C] is added to the rows of dx [M,C] that were read: once for each time that they were. */
export function gatherRowsBackward(dy: Float64Array, at: ArrayLike<number>, dx: Float64Array, C: number): void {
  for (let n = 0; n < at.length; n++) {
    for (let c = 0; c < C; c++) dx[at[n] * C + c] += dy[n * C + c]
  }
}
