/** What a direction behind a LayerNorm asks of the vector before it, with the spread held at its value here. */

/**
 * direction·LN(x) = d·x + b: the gain stretches, the mean is taken off, and all is divided by the spread of x.
 * @param direction [C] behind the norm; `x` [C] what the norm was given; gain and bias [C]
 */
export function throughNorm(
  direction: Float64Array,
  x: Float64Array,
  { weight, bias }: { weight: Float64Array; bias: Float64Array },
  eps: number,
): { direction: Float64Array<ArrayBuffer>; bias: number } {
  const C = x.length
  const mean = x.reduce((a, b) => a + b, 0) / C
  const spread = Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / C + eps)
  const stretched = direction.map((value, c) => value * weight[c]!)
  const average = stretched.reduce((a, b) => a + b, 0) / C
  return {
    direction: Float64Array.from(stretched, (value) => (value - average) / spread),
    bias: direction.reduce((sum, value, c) => sum + value * bias[c]!, 0),
  }
}
