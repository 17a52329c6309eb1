/** Turning a matrix on its side, four by four numbers at a time. */

/** out [columns, rows] (row stride `outStride`) = xᵀ of x [rows, columns] (row stride `stride`). Strides in elements. */
export function transposeInto(out: usize, outStride: i32, x: usize, stride: i32, rows: i32, columns: i32): void {
  const down = <usize>stride << 2, outDown = <usize>outStride << 2
  const rows4 = rows & ~3, columns4 = columns & ~3
  for (let r = 0; r < rows4; r += 4) {
    const from = x + <usize>r * down
    const to = out + (<usize>r << 2)
    for (let c = 0; c < columns4; c += 4) turn4(to + <usize>c * outDown, outDown, from + (<usize>c << 2), down)
    for (let c = columns4; c < columns; c++) {
      for (let i = 0; i < 4; i++) store<f32>(to + <usize>c * outDown + (<usize>i << 2), load<f32>(from + <usize>i * down + (<usize>c << 2)))
    }
  }
  for (let r = rows4; r < rows; r++) {
    for (let c = 0; c < columns; c++) store<f32>(out + <usize>c * outDown + (<usize>r << 2), load<f32>(x + <usize>r * down + (<usize>c << 2)))
  }
}

// @ts-ignore: decorator
@inline
function turn4(out: usize, outDown: usize, x: usize, down: usize): void {
  const a = v128.load(x), b = v128.load(x + down), c = v128.load(x + 2 * down), d = v128.load(x + 3 * down)
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  v128.store(out, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
  v128.store(out + outDown, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
  v128.store(out + 2 * outDown, v128.shuffle<f32>(ab2, cd2, 0, 1, 4, 5))
  v128.store(out + 3 * outDown, v128.shuffle<f32>(ab2, cd2, 2, 3, 6, 7))
}
