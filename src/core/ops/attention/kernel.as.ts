/**
 * Attention in SIMD, one head at a time (heads `from` … `to` of all B·H), in blocks of query rows, so that scores live in scratch
 * [BLOCK, T] and, where causal, the half above the diagonal is skipped block by block.
 */
import { dropoutScale, exp1, exp4, log1, maxLanes, sumLanes } from '../math.as'
import { callerScratch, dot, matmul } from '../linear/matmul.as'

const BLOCK: i32 = 32

export function attention(
  out: usize, lse: usize, probs: usize, qkv: usize, B: i32, T: i32, H: i32, D: i32, causal: bool, scale: f32, p: f32, key: u32,
  from: i32, to: i32,
): void {
  const C = H * D
  const scores = callerScratch
  for (let bh = from; bh < to; bh++) {
    const q = qkv + (<usize>(bh / H * T * 3 * C + bh % H * D) << 2)
    const k = q + (<usize>C << 2), v = k + (<usize>C << 2)
    const o = out + (<usize>(bh / H * T * C + bh % H * D) << 2)
    for (let i0 = 0; i0 < T; i0 += BLOCK) {
      const rows = min(BLOCK, T - i0), columns = causal ? i0 + rows : T
      matmul(scores, T, q + (<usize>(i0 * 3 * C) << 2), 3 * C, false, k, 3 * C, true, rows, columns, D, false)
      for (let r = 0; r < rows; r++) {
        const row = bh * T + i0 + r, visible = causal ? i0 + r + 1 : T
        const s = scores + (<usize>(r * T) << 2)
        store<f32>(lse + (<usize>row << 2), softmaxRow(s, visible, columns, scale))
        if (probs) keepRow(probs + (<usize>(row * T) << 2), s, visible, T)
        if (p > 0) maskRow(s, visible, row * T, p, key)
      }
      matmul(o + (<usize>(i0 * C) << 2), C, scores, T, false, v, 3 * C, false, rows, D, columns, false)
    }
  }
}

/** Softmax of the first n scores times scale, zeros up to `columns`; returns log Σ exp. */
function softmaxRow(s: usize, n: i32, columns: i32, scale: f32): f32 {
  const n4 = n & ~3
  let top4 = f32x4.splat(-f32.MAX_VALUE)
  for (let j = 0; j < n4; j += 4) top4 = f32x4.max(top4, v128.load(s + (<usize>j << 2)))
  let top = maxLanes(top4)
  for (let j = n4; j < n; j++) top = max(top, load<f32>(s + (<usize>j << 2)))
  top *= scale
  let sum4 = f32x4.splat(0)
  for (let j = 0; j < n4; j += 4) {
    const at = <usize>j << 2
    const e = exp4(f32x4.sub(f32x4.mul(v128.load(s + at), f32x4.splat(scale)), f32x4.splat(top)))
    v128.store(s + at, e)
    sum4 = f32x4.add(sum4, e)
  }
  let sum = sumLanes(sum4)
  for (let j = n4; j < n; j++) {
    const e = exp1(load<f32>(s + (<usize>j << 2)) * scale - top)
    store<f32>(s + (<usize>j << 2), e)
    sum += e
  }
  const share: f32 = 1.0 / sum
  for (let j = 0; j < n4; j += 4) v128.store(s + (<usize>j << 2), f32x4.mul(v128.load(s + (<usize>j << 2)), f32x4.splat(share)))
  for (let j = n4; j < n; j++) store<f32>(s + (<usize>j << 2), load<f32>(s + (<usize>j << 2)) * share)
  if (columns > n) memory.fill(s + (<usize>n << 2), 0, <usize>(columns - n) << 2)
  return top + log1(sum)
}

function keepRow(probs: usize, s: usize, n: i32, T: i32): void {
  memory.copy(probs, s, <usize>n << 2)
  memory.fill(probs + (<usize>n << 2), 0, <usize>(T - n) << 2)
}

function maskRow(s: usize, n: i32, index: i32, p: f32, key: u32): void {
  for (let j = 0; j < n; j++) {
    const at = <usize>j << 2
    store<f32>(s + at, load<f32>(s + at) * dropoutScale(key, index + j, p))
  }
}

export function attentionBackward(
  dqkv: usize, qkv: usize, out: usize, lse: usize, dout: usize, B: i32, T: i32, H: i32, D: i32, causal: bool, scale: f32, p: f32, key: u32,
  from: i32, to: i32,
): void {
  const C = H * D, C3 = 3 * C
  const P = callerScratch, dS = P + (<usize>(BLOCK * T) << 2)
  for (let bh = from; bh < to; bh++) {
    const head = <usize>(bh / H * T * C3 + bh % H * D) << 2
    const q = qkv + head, k = q + (<usize>C << 2), v = k + (<usize>C << 2)
    const dq = dqkv + head, dk = dq + (<usize>C << 2), dv = dk + (<usize>C << 2)
    const at = <usize>(bh / H * T * C + bh % H * D) << 2
    for (let i0 = 0; i0 < T; i0 += BLOCK) {
      const rows = min(BLOCK, T - i0), columns = causal ? i0 + rows : T
      const qBlock = q + (<usize>(i0 * C3) << 2)
      const dO = dout + at + (<usize>(i0 * C) << 2), O = out + at + (<usize>(i0 * C) << 2)
      matmul(P, T, qBlock, C3, false, k, C3, true, rows, columns, D, false)
      matmul(dS, T, dO, C, false, v, C3, true, rows, columns, D, false)
      for (let r = 0; r < rows; r++) {
        const row = bh * T + i0 + r
        const line = <usize>(r * C) << 2
        scoreGradientRow(P + (<usize>(r * T) << 2), dS + (<usize>(r * T) << 2), causal ? i0 + r + 1 : T, columns,
          load<f32>(lse + (<usize>row << 2)), dot(dO + line, O + line, D), scale, row * T, p, key)
      }
      matmul(dq + (<usize>(i0 * C3) << 2), C3, dS, T, false, k, C3, false, rows, D, columns, false)
      // Rows of dK and dV that this block is the first to reach start from zero: those of its own block, or all in the first.
      const reached = causal ? i0 : i0 > 0 ? T : 0
      const fresh = <usize>(reached * C3) << 2, freshColumns = <usize>reached << 2
      if (reached > 0) {
        matmul(dk, C3, dS, T, true, qBlock, C3, false, reached, D, rows, true)
        matmul(dv, C3, P, T, true, dO, C, false, reached, D, rows, true)
      }
      if (columns > reached) {
        matmul(dk + fresh, C3, dS + freshColumns, T, true, qBlock, C3, false, columns - reached, D, rows, false)
        matmul(dv + fresh, C3, P + freshColumns, T, true, dO, C, false, columns - reached, D, rows, false)
      }
    }
  }
}

/** In: raw scores and dO·vᵀ. Out: P∘mask and dS·scale, zeros from n to `columns`. */
function scoreGradientRow(P: usize, dS: usize, n: i32, columns: i32, lse: f32, delta: f32, scale: f32, index: i32, p: f32, key: u32): void {
  if (p > 0) {
    for (let j = 0; j < n; j++) {
      const at = <usize>j << 2
      const mask = dropoutScale(key, index + j, p)
      const share = exp1(load<f32>(P + at) * scale - lse)
      store<f32>(dS + at, share * (load<f32>(dS + at) * mask - delta) * scale)
      store<f32>(P + at, share * mask)
    }
  } else {
    const n4 = n & ~3
    for (let j = 0; j < n4; j += 4) {
      const at = <usize>j << 2
      const share = exp4(f32x4.sub(f32x4.mul(v128.load(P + at), f32x4.splat(scale)), f32x4.splat(lse)))
      v128.store(dS + at, f32x4.mul(f32x4.mul(share, f32x4.sub(v128.load(dS + at), f32x4.splat(delta))), f32x4.splat(scale)))
      v128.store(P + at, share)
    }
    for (let j = n4; j < n; j++) {
      const at = <usize>j << 2
      const share = exp1(load<f32>(P + at) * scale - lse)
      store<f32>(dS + at, share * (load<f32>(dS + at) - delta) * scale)
      store<f32>(P + at, share)
    }
  }
  if (columns > n) {
    memory.fill(P + (<usize>n << 2), 0, <usize>(columns - n) << 2)
    memory.fill(dS + (<usize>n << 2), 0, <usize>(columns - n) << 2)
  }
}
