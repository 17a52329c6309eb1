/** Elementwise addition in SIMD, of blocks `from` … `to` of 64 numbers. */

export function add(y: usize, a: usize, b: usize, size: i32, from: i32, to: i32): void {
  const n = min(to * 64, size)
  const n4 = n & ~3
  for (let i = from * 64; i < n4; i += 4) {
    const at = <usize>i << 2
    v128.store(y + at, f32x4.add(v128.load(a + at), v128.load(b + at)))
  }
  for (let i = n4; i < n; i++) {
    const at = <usize>i << 2
    store<f32>(y + at, load<f32>(a + at) + load<f32>(b + at))
  }
}
