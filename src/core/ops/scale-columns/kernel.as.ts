/** Column scaling in SIMD, of rows `from` … `to`. */

export function scaleColumns(y: usize, x: usize, scale: usize, N: i32, from: i32, to: i32): void {
  const N4 = N & ~3
  for (let m = from; m < to; m++) {
    const row = <usize>(m * N) << 2
    for (let n = 0; n < N4; n += 4) {
      const at = <usize>n << 2
      v128.store(y + row + at, f32x4.mul(v128.load(x + row + at), v128.load(scale + at)))
    }
    for (let n = N4; n < N; n++) {
      const at = <usize>n << 2
      store<f32>(y + row + at, load<f32>(x + row + at) * load<f32>(scale + at))
    }
  }
}
