/** Rows of a packed matrix in SIMD: unpacked into floats, or straight into a dot product. */
import { madd, sumLanes } from '../../runtime/wasm/math.as'

/** Bytes of a row of K numbers. */
// @ts-ignore: decorator
@inline
export function rowBytes(K: i32, bits: i32): usize {
  return <usize>((K * bits + 31) >> 5) << 2
}

/** Numbers k … k+16 of a row as signed bytes; k is a multiple of 16. */
// @ts-ignore: decorator
@inline
function sixteen(row: usize, k: i32, bits: i32): v128 {
  if (bits == 8) return v128.load(row + <usize>k)
  const pairs = v128.load64_zero(row + (<usize>k >> 1))
  const low = i8x16.shr_s(i8x16.shl(pairs, 4), 4), high = i8x16.shr_s(pairs, 4)
  return i8x16.shuffle(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
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
function floats(bytes: v128, quarter: i32): v128 {
  const half = quarter < 2 ? i16x8.extend_low_i8x16_s(bytes) : i16x8.extend_high_i8x16_s(bytes)
  return f32x4.convert_i32x4_s(quarter & 1 ? i32x4.extend_high_i16x8_s(half) : i32x4.extend_low_i16x8_s(half))
}

/** out [to − from] = (add: +=) numbers from … to of a row; `from` is a multiple of 16, and `group` too unless it is K. */
export function unpackRow(out: usize, row: usize, scales: usize, from: i32, to: i32, bits: i32, group: i32, add: bool): void {
  for (let k = from; k < to; ) {
    const g = k / group
    const end = min(to, (g + 1) * group)
    const scale = load<f32>(scales + (<usize>g << 2))
    const s = f32x4.splat(scale)
    for (; k + 16 <= end; k += 16) {
      const bytes = sixteen(row, k, bits)
      const place = out + (<usize>(k - from) << 2)
      put(place, f32x4.mul(floats(bytes, 0), s), add)
      put(place + 16, f32x4.mul(floats(bytes, 1), s), add)
      put(place + 32, f32x4.mul(floats(bytes, 2), s), add)
      put(place + 48, f32x4.mul(floats(bytes, 3), s), add)
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

/** Σ x[k]·w[k] over a row of K numbers: the scale is multiplied once a group. */
export function dotRow(x: usize, row: usize, scales: usize, K: i32, bits: i32, group: i32): f32 {
  let total: f32 = 0
  for (let k = 0; k < K; ) {
    const g = k / group
    const end = min(K, (g + 1) * group)
    let a = f32x4.splat(0), b = a
    for (; k + 16 <= end; k += 16) {
      const bytes = sixteen(row, k, bits)
      const from = x + (<usize>k << 2)
      a = madd(v128.load(from), floats(bytes, 0), a)
      b = madd(v128.load(from, 16), floats(bytes, 1), b)
      a = madd(v128.load(from, 32), floats(bytes, 2), a)
      b = madd(v128.load(from, 48), floats(bytes, 3), b)
    }
    let sum = sumLanes(f32x4.add(a, b))
    for (; k < end; k++) sum += load<f32>(x + (<usize>k << 2)) * one(row, k, bits)
    total += sum * load<f32>(scales + (<usize>g << 2))
  }
  return total
}
