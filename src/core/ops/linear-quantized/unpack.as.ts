/** Rows of a packed matrix in SIMD: unpacked into floats, or straight into a dot product. */
import { madd, sumLanes } from '../math.as'

/**
 * What four bits say as floats, of which the lower two bytes are 0: the highest byte of each, then the one below it; then a mask of four bits.
 * Two look-ups take the place of the widening and converting that eight bits need. A load is cheaper than a constant vector.
 */
const NIBBLES = memory.data<u8>([
  0x00, 0x3f, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0xc1, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0, 0xbf,
  0x00, 0x80, 0x00, 0x40, 0x80, 0xa0, 0xc0, 0xe0, 0x00, 0xe0, 0xc0, 0xa0, 0x80, 0x40, 0x00, 0x80,
  15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15,
], 16)

/** Bytes of a table that indices below 16 name: one instruction where relaxed SIMD is on. */
// @ts-ignore: decorator
@inline
function named(table: v128, indices: v128): v128 {
  if (isDefined(ASC_FEATURE_RELAXED_SIMD) && ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(table, indices)
  return i8x16.swizzle(table, indices)
}

/** The lower four bits of bytes, and the higher ones, in turns: what eight bytes hold, in order. The first eight, and the last. */
// @ts-ignore: decorator
@inline
function inTurns(low: v128, high: v128, last: bool): v128 {
  return last
    ? i8x16.shuffle(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
    : i8x16.shuffle(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
}

// @ts-ignore: decorator
@inline
function lowFours(bytes: v128): v128 {
  return v128.and(bytes, v128.load(NIBBLES, 32))
}

// @ts-ignore: decorator
@inline
function highFours(bytes: v128): v128 {
  return v128.and(i16x8.shr_u(bytes, 4), v128.load(NIBBLES, 32))
}

/** The upper halves of eight floats; from them four, their lower halves 0. */
// @ts-ignore: decorator
@inline
function halves(fours: v128, last: bool): v128 {
  return inTurns(named(v128.load(NIBBLES, 16), fours), named(v128.load(NIBBLES), fours), last)
}

// @ts-ignore: decorator
@inline
function floatsOf(upper: v128, last: bool): v128 {
  const zero = i16x8.splat(0)
  return last ? i16x8.shuffle(zero, upper, 4, 12, 5, 13, 6, 14, 7, 15) : i16x8.shuffle(zero, upper, 0, 8, 1, 9, 2, 10, 3, 11)
}

/** Bytes of a row of K numbers. */
// @ts-ignore: decorator
@inline
export function rowBytes(K: i32, bits: i32): usize {
  return <usize>((K * bits + 31) >> 5) << 2
}

/** Numbers k … k+16 of a row, as bytes: signed of eight bits, and of four what `NIBBLES` is asked for. k is a multiple of 16. */
// @ts-ignore: decorator
@inline
function sixteen(row: usize, k: i32, bits: i32): v128 {
  if (bits == 8) return v128.load(row + <usize>k)
  const pairs = v128.load64_zero(row + (<usize>k >> 1))
  return inTurns(lowFours(pairs), highFours(pairs), false)
}

// @ts-ignore: decorator
@inline
function one(row: usize, k: i32, bits: i32): f32 {
  if (bits == 8) return <f32>load<i8>(row + <usize>k)
  const pair = <i32>load<i8>(row + (<usize>k >> 1))
  return <f32>(k & 1 ? pair >> 4 : (pair << 28) >> 28)
}

// @ts-ignore: decorator
@inline
function floats(bytes: v128, quarter: i32, bits: i32): v128 {
  if (bits == 4) return floatsOf(halves(bytes, quarter > 1), (quarter & 1) == 1)
  const half = quarter < 2 ? i16x8.extend_low_i8x16_s(bytes) : i16x8.extend_high_i8x16_s(bytes)
  return f32x4.convert_i32x4_s(quarter & 1 ? i32x4.extend_high_i16x8_s(half) : i32x4.extend_low_i16x8_s(half))
}

/** out [to − from] = (add: +=) numbers from … to of a row; `from` is a multiple of 16, and `group` too unless it is K. */
export function unpackRow(out: usize, row: usize, scales: usize, from: i32, to: i32, bits: i32, group: i32, add: bool): void {
  // A constant, so that the loop asks no more.
  if (bits == 8) unpackRowOf(out, row, scales, from, to, 8, group, add)
  else unpackRowOf(out, row, scales, from, to, 4, group, add)
}

// @ts-ignore: decorator
@inline
function unpackRowOf(out: usize, row: usize, scales: usize, from: i32, to: i32, bits: i32, group: i32, add: bool): void {
  for (let k = from; k < to; ) {
    const g = k / group
    const end = min(to, (g + 1) * group)
    const scale = load<f32>(scales + (<usize>g << 2))
    const s = f32x4.splat(scale)
    for (; k + 16 <= end; k += 16) {
      const bytes = sixteen(row, k, bits)
      const place = out + (<usize>(k - from) << 2)
      put(place, f32x4.mul(floats(bytes, 0, bits), s), add)
      put(place + 16, f32x4.mul(floats(bytes, 1, bits), s), add)
      put(place + 32, f32x4.mul(floats(bytes, 2, bits), s), add)
      put(place + 48, f32x4.mul(floats(bytes, 3, bits), s), add)
    }
    for (; k < end; k++) {
      const place = out + (<usize>(k - from) << 2)
      const value = one(row, k, bits) * scale
      store<f32>(place, add ? load<f32>(place) + value : value)
    }
  }
}

// @ts-ignore: decorator
@inline
function put(place: usize, value: v128, add: bool): void {
  v128.store(place, add ? f32x4.add(v128.load(place), value) : value)
}

/** out [K] = the whole numbers of a row, without their scales. */
export function unpackWhole(out: usize, row: usize, K: i32, bits: i32): void {
  if (bits == 8) unpackWholeOf(out, row, K, 8)
  else unpackWholeOf(out, row, K, 4)
}

// @ts-ignore: decorator
@inline
function unpackWholeOf(out: usize, row: usize, K: i32, bits: i32): void {
  let k = 0
  for (; k + 16 <= K; k += 16) {
    const bytes = sixteen(row, k, bits)
    const place = out + (<usize>k << 2)
    v128.store(place, floats(bytes, 0, bits))
    v128.store(place, floats(bytes, 1, bits), 16)
    v128.store(place, floats(bytes, 2, bits), 32)
    v128.store(place, floats(bytes, 3, bits), 48)
  }
  for (; k < K; k++) store<f32>(out + (<usize>k << 2), one(row, k, bits))
}

/** Σ x[k]·w[k] over a row of K numbers: the scale is multiplied once a group. */
export function dotRow(x: usize, row: usize, scales: usize, K: i32, bits: i32, group: i32): f32 {
  return bits == 8 ? dotOf(x, row, scales, K, 8, group) : dotOf(x, row, scales, K, 4, group)
}

// @ts-ignore: decorator
@inline
function dotOf(x: usize, row: usize, scales: usize, K: i32, bits: i32, group: i32): f32 {
  let total = f32x4.splat(0)
  let rest: f32 = 0
  let k = 0
  // Whole groups of 32 numbers of four bits are one load and no branch.
  if (bits == 4 && group == 32) {
    const highest = v128.load(NIBBLES), next = v128.load(NIBBLES, 16)
    for (; k + 32 <= K; k += 32, scales += 4) {
      const pairs = v128.load(row + (<usize>k >> 1))
      const low = lowFours(pairs), high = highFours(pairs)
      const from = x + (<usize>k << 2)
      let fours = inTurns(low, high, false)
      let first = named(highest, fours), second = named(next, fours)
      let upper = inTurns(second, first, false)
      let a = f32x4.mul(v128.load(from), floatsOf(upper, false))
      let b = f32x4.mul(v128.load(from, 16), floatsOf(upper, true))
      upper = inTurns(second, first, true)
      a = madd(v128.load(from, 32), floatsOf(upper, false), a)
      b = madd(v128.load(from, 48), floatsOf(upper, true), b)
      fours = inTurns(low, high, true)
      first = named(highest, fours), second = named(next, fours)
      upper = inTurns(second, first, false)
      a = madd(v128.load(from, 64), floatsOf(upper, false), a)
      b = madd(v128.load(from, 80), floatsOf(upper, true), b)
      upper = inTurns(second, first, true)
      a = madd(v128.load(from, 96), floatsOf(upper, false), a)
      b = madd(v128.load(from, 112), floatsOf(upper, true), b)
      total = madd(f32x4.add(a, b), v128.load32_splat(scales), total)
    }
  }
  for (; k < K; scales += 4) {
    const end = min(K, k + group)
    let a = f32x4.splat(0), b = a
    for (; k + 16 <= end; k += 16) {
      const bytes = sixteen(row, k, bits)
      const from = x + (<usize>k << 2)
      a = madd(v128.load(from), floats(bytes, 0, bits), a)
      b = madd(v128.load(from, 16), floats(bytes, 1, bits), b)
      a = madd(v128.load(from, 32), floats(bytes, 2, bits), a)
      b = madd(v128.load(from, 48), floats(bytes, 3, bits), b)
    }
    total = madd(f32x4.add(a, b), v128.load32_splat(scales), total)
    for (; k < end; k++) rest += load<f32>(x + (<usize>k << 2)) * one(row, k, bits) * load<f32>(scales)
  }
  return sumLanes(total) + rest
}

/** y (a row, and one `stride` bytes below) of two columns: the sums of dotRow in their order, of rows x0, x1 and whole numbers w0, w1 with scales s0, s1. */
export function dot2x2(
  y: usize, stride: usize, x0: usize, x1: usize, w0: usize, w1: usize, s0: usize, s1: usize, K: i32, group: i32,
): void {
  let t00 = f32x4.splat(0), t01 = t00, t10 = t00, t11 = t00
  let r00: f32 = 0, r01: f32 = 0, r10: f32 = 0, r11: f32 = 0
  for (let k = 0; k < K; s0 += 4, s1 += 4) {
    const end = min(K, k + group)
    let a00 = f32x4.splat(0), b00 = a00, a01 = a00, b01 = a00, a10 = a00, b10 = a00, a11 = a00, b11 = a00
    for (; k + 8 <= end - (end & 15); k += 8) {
      const at = <usize>k << 2
      let p = v128.load(w0 + at), q = v128.load(w1 + at), x = v128.load(x0 + at)
      a00 = madd(x, p, a00); a01 = madd(x, q, a01)
      x = v128.load(x1 + at)
      a10 = madd(x, p, a10); a11 = madd(x, q, a11)
      p = v128.load(w0 + at, 16); q = v128.load(w1 + at, 16); x = v128.load(x0 + at, 16)
      b00 = madd(x, p, b00); b01 = madd(x, q, b01)
      x = v128.load(x1 + at, 16)
      b10 = madd(x, p, b10); b11 = madd(x, q, b11)
    }
    let s = v128.load32_splat(s0)
    t00 = madd(f32x4.add(a00, b00), s, t00); t10 = madd(f32x4.add(a10, b10), s, t10)
    s = v128.load32_splat(s1)
    t01 = madd(f32x4.add(a01, b01), s, t01); t11 = madd(f32x4.add(a11, b11), s, t11)
    for (; k < end; k++) {
      const at = <usize>k << 2
      const p = load<f32>(w0 + at), q = load<f32>(w1 + at), x = load<f32>(x0 + at), z = load<f32>(x1 + at)
      r00 += x * p * load<f32>(s0); r01 += x * q * load<f32>(s1)
      r10 += z * p * load<f32>(s0); r11 += z * q * load<f32>(s1)
    }
  }
  store<f32>(y, sumLanes(t00) + r00)
  store<f32>(y, sumLanes(t01) + r01, 4)
  store<f32>(y + stride, sumLanes(t10) + r10)
  store<f32>(y + stride, sumLanes(t11) + r11, 4)
}
