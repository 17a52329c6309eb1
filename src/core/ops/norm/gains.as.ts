/** The gradients of a norm's gain and bias in SIMD: sums over all rows, in their order, of some of the columns. */
import { madd } from '../math.as'

/** dgain, dbias [c0 … c1] = (accumulate: +=) Σ dy∘x̂ and Σ dy over the rows of dy, x [M,C]. dbias may be 0: none. */
export function gainSums(
  dgain: usize, dbias: usize, dy: usize, x: usize, mean: usize, rstd: usize, M: i32, C: i32, c0: i32, c1: i32, accumulate: bool,
): void {
  let c = c0
  for (; c + 8 <= c1; c += 8) eightColumns(dgain + (<usize>c << 2), dbias ? dbias + (<usize>c << 2) : 0, dy + (<usize>c << 2), x + (<usize>c << 2), mean, rstd, M, C, accumulate)
  // A column's sum is rounded in the same way wherever a share of the columns ends: as a lane.
  for (; c < c1; c++) oneColumn(dgain + (<usize>c << 2), dbias ? dbias + (<usize>c << 2) : 0, dy + (<usize>c << 2), x + (<usize>c << 2), mean, rstd, M, C, accumulate)
}

function oneColumn(dgain: usize, dbias: usize, dy: usize, x: usize, mean: usize, rstd: usize, M: i32, C: i32, accumulate: bool): void {
  const zero = f32x4.splat(0)
  let gain = accumulate ? v128.load32_splat(dgain) : zero, bias = accumulate && dbias ? v128.load32_splat(dbias) : zero
  const down = <usize>C << 2
  for (let m = 0; m < M; m++) {
    const d = v128.load32_splat(dy)
    gain = madd(d, f32x4.mul(f32x4.sub(v128.load32_splat(x), v128.load32_splat(mean)), v128.load32_splat(rstd)), gain)
    bias = f32x4.add(bias, d)
    dy += down
    x += down
    mean += 4
    rstd += 4
  }
  store<f32>(dgain, f32x4.extract_lane(gain, 0))
  if (dbias) store<f32>(dbias, f32x4.extract_lane(bias, 0))
}

function eightColumns(dgain: usize, dbias: usize, dy: usize, x: usize, mean: usize, rstd: usize, M: i32, C: i32, accumulate: bool): void {
  const zero = f32x4.splat(0)
  let gain0 = accumulate ? v128.load(dgain) : zero, gain1 = accumulate ? v128.load(dgain, 16) : zero
  let bias0 = accumulate && dbias ? v128.load(dbias) : zero, bias1 = accumulate && dbias ? v128.load(dbias, 16) : zero
  const down = <usize>C << 2
  for (let m = 0; m < M; m++) {
    const mu = v128.load32_splat(mean), r = v128.load32_splat(rstd)
    const d0 = v128.load(dy), d1 = v128.load(dy, 16)
    gain0 = madd(d0, f32x4.mul(f32x4.sub(v128.load(x), mu), r), gain0)
    gain1 = madd(d1, f32x4.mul(f32x4.sub(v128.load(x, 16), mu), r), gain1)
    bias0 = f32x4.add(bias0, d0)
    bias1 = f32x4.add(bias1, d1)
    dy += down
    x += down
    mean += 4
    rstd += 4
  }
  v128.store(dgain, gain0)
  v128.store(dgain, gain1, 16)
  if (!dbias) return
  v128.store(dbias, bias0)
  v128.store(dbias, bias1, 16)
}
