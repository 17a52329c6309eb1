/** Scales each column of a matrix by a number of its own: y = x·diag(scale). Zeros switch columns off (ablation). */

/** x [M,N], scale [N] → y [M,N] */
export function scaleColumns(x: Float64Array, scale: Float64Array): Float64Array {
  return x.map((value, i) => value * scale[i % scale.length])
}
