/** The residual connection: y = a + b (He et al. 2015, equation 1). */

/** a, b [N] → y [N] */
export function add(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value + b[i])
}
