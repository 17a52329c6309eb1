/**
 * A linear layer over a packed matrix on the GPU. A few rows: a workgroup for each number, whose threads walk along the packed
 * row. Many rows: tiles of 16×16, the matrix unpacked on its way into workgroup memory, so that each number is unpacked once
 * for 16 rows.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { GELU } from '../linear/kernel.wgsl.ts'
import { type Binding, ceilDiv, type Dispatch, dispatch, read, SPREAD, spread, sumCode, write } from '../wgsl.ts'
import { unpackCode } from './unpack.wgsl.ts'

const LANES = 64
/** Up to so many rows each number has a workgroup of its own. */
const FEW = 4
const TILE = 16
/** Depth of a tile. */
const DEPTH = 32

/** y = x·Wᵀ + b, or gelu of it, `pre` keeping the sum. */
export function linearQuantizedKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { rows: M, out: N, in: K, bits, group } = args
  const bindings: Binding[] = [read('x', inputs.x), read('w', inputs.words, 'i32'), read('w_scales', inputs.scales), write('y', outputs.y)]
  if (inputs.bias) bindings.push(read('bias', inputs.bias))
  if (outputs.pre) bindings.push(write('pre', outputs.pre))
  const store = `
fn store(m: u32, n: u32, value: f32) {
  let sum = value${inputs.bias ? ' + bias[n]' : ''};
  ${outputs.pre ? `pre[m * ${N}u + n] = sum;` : ''}
  y[m * ${N}u + n] = ${outputs.pre ? 'gelu(sum)' : 'sum'};
}`
  const code = (outputs.pre ? GELU('f32') : '') + unpackCode('w', K, { bits, group }) + store
  const label = `linearQuantized ${outputs.y.name}`
  if (M <= FEW) return [dispatch(label, bindings, spread(M * N), code + vectorCode(M * N, N, K))]
  return [dispatch(label, bindings, spread(ceilDiv(M, TILE) * ceilDiv(N, TILE)), code + tileCode(M, N, K))]
}

const vectorCode = (results: number, N: number, K: number): string => `
${SPREAD}${sumCode(LANES)}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = workgroup_number(group);
  if (i >= ${results}u) { return; }
  let m = i / ${N}u;
  let n = i % ${N}u;
  var sum = 0.0;
  for (var k = lane; k < ${K}u; k += ${LANES}u) { sum += x[m * ${K}u + k] * w_at(n, k); }
  let total = reduce_sum(sum, lane);
  if (lane == 0u) { store(m, n, total); }
}
`

/** 64 threads, four results of one row each. */
const tileCode = (M: number, N: number, K: number): string => `
${SPREAD}
var<workgroup> w_tile: array<f32, ${TILE * DEPTH}>;
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let number = workgroup_number(group);
  if (number >= ${ceilDiv(M, TILE) * ceilDiv(N, TILE)}u) { return; }
  let m = number / ${ceilDiv(N, TILE)}u * ${TILE}u + lane / 4u;
  let n0 = number % ${ceilDiv(N, TILE)}u * ${TILE}u;
  let c = lane % 4u * 4u;
  var sum = vec4f();
  for (var k0 = 0u; k0 < ${K}u; k0 += ${DEPTH}u) {
    for (var i = lane; i < ${TILE * DEPTH}u; i += ${LANES}u) {
      let k = k0 + i % ${DEPTH}u;
      let n = n0 + i / ${DEPTH}u;
      var value = 0.0;
      if (k < ${K}u && n < ${N}u) { value = w_at(n, k); }
      w_tile[i % ${DEPTH}u * ${TILE}u + i / ${DEPTH}u] = value;
    }
    workgroupBarrier();
    if (m < ${M}u) {
      for (var k = 0u; k < min(${DEPTH}u, ${K}u - k0); k++) {
        let at = k * ${TILE}u + c;
        sum += x[m * ${K}u + k0 + k] * vec4f(w_tile[at], w_tile[at + 1u], w_tile[at + 2u], w_tile[at + 3u]);
      }
    }
    workgroupBarrier();
  }
  for (var j = 0u; j < 4u; j++) {
    let n = n0 + c + j;
    if (m < ${M}u && n < ${N}u) { store(m, n, sum[j]); }
  }
}
`
