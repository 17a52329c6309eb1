/**
 * Attention on the GPU, forward: the T×T scores never leave workgroup memory (Dao et al. 2022).
 *
 * Ladder: scores as a tensor cost 4·B·H·T² bytes, written and read three times; one thread a query row keeps q and out
 * in registers but leaves most of a GPU idle at T = 128; a workgroup for 32 query rows, with products tiled as in
 * linear/matmul.wgsl.ts and the softmax rescaled block by block, has B·H·T/32 workgroups. This one.
 * Where attention is causal, blocks of keys that lie wholly in the future are never visited.
 */
import type { KernelCall, Tensor } from '../../plan/plan.ts'
import { type Binding, ceilDiv, type Dispatch, dispatch, dropoutCode, f32, read, type Target, uniform, write } from '../wgsl.ts'
import { attentionBackwardTilesKernel } from './backward.wgsl.ts'
import { attentionBackwardRowsKernel } from './backwardRows.wgsl.ts'
import { attentionRowsKernel } from './forwardRows.wgsl.ts'
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

/** Larger than any score, and still far from infinity, which WGSL may assume away. */
const HUGE = '3.0e38f'

/** out [B,T,C], lse [B,H,T] and, where its slot is there, probs [B,H,T,T] */
export const attentionKernel = (call: KernelCall, target: Target): Dispatch[] =>
  target.software ? attentionRowsKernel(call, target) : attentionTilesKernel(call)

/** dqkv [B,T,3C] */
export const attentionBackwardKernel = (call: KernelCall, target: Target): Dispatch[] =>
  target.software ? attentionBackwardRowsKernel(call, target) : attentionBackwardTilesKernel(call)

function attentionTilesKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time: T, heads: H, headSize: D, scale, dropout, stream, causal } = args
  const C = H * D
  const bindings: Binding[] = [
    read('qkv', inputs.qkv, fours(D)),
    write('out', outputs.out, fours(D)),
    write('lse', outputs.lse),
    uniform('stream', stream),
  ]
  const probs: Tensor | undefined = outputs.probs
  if (probs) bindings.push(write('probs', probs))
  const q = { load: 'load_qkv', base: 'q_base', first: 'i0' }
  const k = { load: 'load_qkv', base: `q_base + ${C}u`, first: 'j0' }
  const v = { load: 'load_qkv', base: `q_base + ${2 * C}u`, first: 'j0' }

  const body = `
${dropoutCode(dropout)}
${TILES}
var<workgroup> row_max: array<f32, ${BLOCK}>;
var<workgroup> row_sum: array<f32, ${BLOCK}>;
var<workgroup> row_scale: array<f32, ${BLOCK}>;
${headLoader('qkv', { buffer: 'qkv', stride: 3 * C }, T, D)}
${headSaver('out', { buffer: 'out', stride: C }, T, D)}

@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i0 = group.x * ${BLOCK}u;
  let head = group.y;
  let batch = group.z;
  let row = lane / 8u;
  let column = lane % 8u;
  let q_base = batch * ${T * 3 * C}u + head * ${D}u;
  let first_row = (batch * ${H}u + head) * ${T}u;
  let key = stream_key(stream);
  var total: array<vec4f, ${4 * columnBlocks(D)}>;
  if (lane < ${BLOCK}u) { row_max[lane] = -${HUGE}; row_sum[lane] = 0.0; }

  for (var j0 = 0u; ${causal ? 'j0 <= i0' : `j0 < ${T}u`}; j0 += ${BLOCK}u) {
    ${scoreProduct('z', D, q, k)}
    ${storeScores(`z[i][j] * ${f32(scale)}`)}
    // One thread a row: the block's share of the softmax, and how much to shrink what was summed before it.
    if (lane < ${BLOCK}u) {
      let i = i0 + lane;
      let at = lane * ${BLOCK + 1}u;
      let visible = min(${BLOCK}u, ${causal ? 'i + 1u' : `${T}u`} - j0);
      var largest = row_max[lane];
      for (var s = 0u; s < visible; s++) { largest = max(largest, s_tile[at + s]); }
      let shrink = exp(max(row_max[lane] - largest, -100.0));
      var sum = row_sum[lane] * shrink;
      for (var s = 0u; s < ${BLOCK}u; s++) {
        var p = 0.0;
        if (s < visible) { p = exp(s_tile[at + s] - largest); }
        sum += p;
        s_tile[at + s] = p * dropout_scale(key, (first_row + i) * ${T}u + j0 + s);
      }
      row_max[lane] = largest;
      row_sum[lane] = sum;
      row_scale[lane] = shrink;
    }
    workgroupBarrier();
    ${eachColumnBlock(D, (block) => [0, 1, 2, 3].map((i) => `total[4u * ${block} + ${i}u] *= row_scale[4u * row + ${i}u];`).join('\n    '))}
    ${addProduct('total', D, v)}
  }

  ${eachColumnBlock(D, (block) =>
    [0, 1, 2, 3]
      .map(
        (i) =>
          `save_out(batch * ${T * C}u + head * ${D}u, i0 + 4u * row + ${i}u, ${BLOCK}u * ${block} + 4u * column, total[4u * ${block} + ${i}u] / row_sum[4u * row + ${i}u]);`,
      )
      .join('\n  '),
  )}
  if (lane < ${BLOCK}u && i0 + lane < ${T}u) { lse[first_row + i0 + lane] = row_max[lane] + log(row_sum[lane]); }
  ${probs ? writeProbabilities(T, D, scale, causal === 1, q, k) : ''}
}
`
  return [dispatch(`attention ${outputs.out.name}`, bindings, [ceilDiv(T, BLOCK), H, batch], body)]
}

type Operand = Parameters<typeof scoreProduct>[2]

/** A second pass over the scores, now that each row's sum is known; keys that a query does not read get 0. */
const writeProbabilities = (T: number, D: number, scale: number, causal: boolean, q: Operand, k: Operand) => `
  for (var j0 = 0u; j0 < ${T}u; j0 += ${BLOCK}u) {
    ${scoreProduct('z', D, q, k)}
    for (var i = 0u; i < 4u; i++) {
      let r = 4u * row + i;
      for (var j = 0u; j < 4u; j++) {
        let c = j0 + column + 8u * j;
        if (i0 + r < ${T}u && c < ${T}u) {
          var p = 0.0;
          if (${causal ? 'c <= i0 + r' : 'true'}) { p = exp(z[i][j] * ${f32(scale)} - row_max[r]) / row_sum[r]; }
          probs[(first_row + i0 + r) * ${T}u + c] = p;
        }
      }
    }
  }`
