/**
 * Attention on the GPU, backward, in one dispatch: half of the workgroups compute dQ of a block of queries, the others dK
 * and dV of a block of keys.
 *
 * Ladder: one loop for all three needs float atomics on dQ, and then the bits vary; keeping the probabilities costs T²
 * memory. Here each half recomputes p = exp(z − lse) from q, k and the row sums (Dao et al. 2022, algorithm 4). As two
 * dispatches, the first left rowsum(dO∘O), which equals rowsum(dP∘P), for the second; to sum it again in every block of
 * keys is a sixty-fourth of the block's work, and spares a launch a layer. The longest rows of blocks start first.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { ceilDiv, type Dispatch, dispatch, dropoutCode, f32, read, uniform, write } from '../wgsl.ts'
import {
  addProduct,
  BLOCK,
  columnBlocks,
  eachColumnBlock,
  fours,
  headLoader,
  headSaver,
  LANES,
  scoreProduct,
  storeScores,
  TILES,
} from './tiles.wgsl.ts'

const four = [0, 1, 2, 3]

/** dqkv [B,T,3C] */
export function attentionBackwardTilesKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time: T, heads: H, headSize: D, scale, dropout, stream, causal } = args
  const C = H * D
  const blocks = ceilDiv(T, BLOCK)
  const bindings = [
    read('qkv', inputs.qkv, fours(D)),
    read('out', inputs.out, fours(D)),
    read('lse', inputs.lse),
    read('dout', inputs.dout, fours(D)),
    write('dqkv', outputs.dqkv, fours(D)),
    uniform('stream', stream),
  ]
  const q = { load: 'load_qkv', base: 'q_base', first: 'i0' }
  const k = { load: 'load_qkv', base: `q_base + ${C}u`, first: 'j0' }
  const v = { load: 'load_qkv', base: `q_base + ${2 * C}u`, first: 'j0' }
  const dO = { load: 'load_dout', base: 'o_base', first: 'i0' }

  const head = `
${dropoutCode(dropout)}
${TILES}
${headLoader('qkv', { buffer: 'qkv', stride: 3 * C }, T, D)}
${headLoader('dout', { buffer: 'dout', stride: C }, T, D)}
${headLoader('out', { buffer: 'out', stride: C }, T, D)}
${headSaver('dqkv', { buffer: 'dqkv', stride: 3 * C }, T, D)}
var<workgroup> row_lse: array<f32, ${BLOCK}>;
var<workgroup> row_delta: array<f32, ${BLOCK}>;

// The softmax weight of query i and key j; 0 outside the sequence, and for the future where causal.
fn weight(z: f32, lse_i: f32, i: u32, j: u32) -> f32 {
  if (${causal ? 'j > i' : `j >= ${T}u`} || i >= ${T}u) { return 0.0; }
  return exp(z * ${f32(scale)} - lse_i);
}
`
  const mask = (i: string, j: string) => `dropout_scale(key, (first_row + ${i}) * ${T}u + ${j})`
  const save = (from: string, base: string, first: string) =>
    eachColumnBlock(D, (block) =>
      four
        .map((i) => `save_dqkv(${base}, ${first} + 4u * row + ${i}u, ${BLOCK}u * ${block} + 4u * column, ${from}[4u * ${block} + ${i}u]);`)
        .join('\n  '),
    )

  // Row sums of the block of queries from i0 on, one thread a row; 0 outside the sequence.
  const rowSums = `
    if (lane < ${BLOCK}u) {
      var sum = 0.0;
      for (var d = 0u; d < ${D}u; d += 4u) { sum += dot(load_out(o_base, i0 + lane, d), load_dout(o_base, i0 + lane, d)); }
      row_delta[lane] = sum;
      row_lse[lane] = 0.0;
      if (i0 + lane < ${T}u) { row_lse[lane] = lse[first_row + i0 + lane]; }
    }`

  // dS = P∘(dP∘M − delta)·scale, dQ = dS·K
  const forQueries = `
    let i0 = (${blocks - 1}u - group.x / 2u) * ${BLOCK}u;
    ${rowSums}
    workgroupBarrier();
    var dq: array<vec4f, ${4 * columnBlocks(D)}>;
    for (var j0 = 0u; ${causal ? 'j0 <= i0' : `j0 < ${T}u`}; j0 += ${BLOCK}u) {
      ${scoreProduct('z', D, q, k)}
      ${scoreProduct('dp', D, dO, v)}
      ${storeScores(
        `weight(z[i][j], row_lse[r], i0 + r, j0 + c) * (dp[i][j] * ${mask('(i0 + r)', 'j0 + c')} - row_delta[r]) * ${f32(scale)}`,
      )}
      ${addProduct('dq', D, k)}
    }
    ${save('dq', 'q_base', 'i0')}`
  // Blocks transposed, a row for each key: dV = (P∘M)ᵀ·dO, dK = dSᵀ·Q
  const forKeys = `
    let j0 = (group.x / 2u) * ${BLOCK}u;
    var dk: array<vec4f, ${4 * columnBlocks(D)}>;
    var dv: array<vec4f, ${4 * columnBlocks(D)}>;
    for (var i0 = ${causal ? 'j0' : '0u'}; i0 < ${T}u; i0 += ${BLOCK}u) {
      ${rowSums}
      ${scoreProduct('z', D, k, q)}
      ${scoreProduct('dp', D, v, dO)}
      ${storeScores(`weight(z[i][j], row_lse[c], i0 + c, j0 + r) * ${mask('(i0 + c)', 'j0 + r')}`)}
      ${addProduct('dv', D, dO)}
      ${storeScores(
        `weight(z[i][j], row_lse[c], i0 + c, j0 + r) * (dp[i][j] * ${mask('(i0 + c)', 'j0 + r')} - row_delta[c]) * ${f32(scale)}`,
      )}
      ${addProduct('dk', D, q)}
    }
    ${save('dk', `q_base + ${C}u`, 'j0')}
    ${save('dv', `q_base + ${2 * C}u`, 'j0')}`
  const body = `${head}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let head = group.y;
  let batch = group.z;
  let row = lane / 8u;
  let column = lane % 8u;
  let q_base = batch * ${T * 3 * C}u + head * ${D}u;
  let o_base = batch * ${T * C}u + head * ${D}u;
  let first_row = (batch * ${H}u + head) * ${T}u;
  let key = stream_key(stream);
  if (group.x % 2u == 0u) {${forQueries}
  } else {${forKeys}
  }
}
`
  return [dispatch(`attentionBackward ${outputs.dqkv.name}`, bindings, [2 * blocks, H, batch], body)]
}
