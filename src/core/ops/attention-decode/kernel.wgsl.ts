/**
 * Attention of new tokens over a cache on the GPU: a workgroup for each head of each token goes through the keys in blocks.
 *
 * Ladder: all scores at once need nCtx floats of workgroup memory, the whole 16 KiB at 4,096; block by block with the
 * softmax rescaled, 2 KiB do for any context. A thread scores one key, then sums some columns of the values. What the new
 * tokens say of each other is read from qkv, since other workgroups of the same dispatch are still writing it to the cache.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { reductions } from '../reduce.wgsl.ts'
import { ceilDiv, type Dispatch, dispatch, f32, read, type Target, write } from '../wgsl.ts'

/** A thread for each key of a block: no more of them than there can be keys. */
const lanesFor = (ctx: number): number => [32, 64, 128].find((lanes) => ctx <= lanes) ?? 256

/** out [T,C]; writes rows `position` … of keys and values */
export function attentionDecodeKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { time: T, heads: H, headSize: D, scale, ctx } = args
  const C = H * D
  const lanes = lanesFor(ctx)
  const columns = ceilDiv(D, lanes)
  const { enable, builtins, lane, sum, max } = reductions(lanes, target)
  const body = `
${sum()}${max()}
var<workgroup> weights: array<f32, ${lanes}>;

fn key_at(j: u32, c: u32) -> f32 {
  if (j < scalars.position) { return keys[j * ${C}u + c]; }
  return qkv[(j - scalars.position) * ${3 * C}u + ${C}u + c];
}
fn value_at(j: u32, c: u32) -> f32 {
  if (j < scalars.position) { return values[j * ${C}u + c]; }
  return qkv[(j - scalars.position) * ${3 * C}u + ${2 * C}u + c];
}

@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, ${builtins}) {
  let base = group.x * ${D}u;
  let query = group.y * ${3 * C}u + base;
  let position = scalars.position + group.y;
  for (var d = lane; d < ${D}u; d += ${lanes}u) {
    keys[position * ${C}u + base + d] = qkv[query + ${C}u + d];
    values[position * ${C}u + base + d] = qkv[query + ${2 * C}u + d];
  }

  var total: array<f32, ${columns}>;
  var largest = -3.0e38f;
  var sum = 0.0;
  for (var j0 = 0u; j0 <= position; j0 += ${lanes}u) {
    let j = j0 + lane;
    var z = -3.0e38f;
    if (j <= position) {
      z = 0.0;
      for (var d = 0u; d < ${D}u; d++) { z = fma(qkv[query + d], key_at(j, base + d), z); }
      z *= ${f32(scale)};
    }
    let now = max(largest, reduce_max(z, ${lane}));
    let shrink = exp(max(largest - now, -100.0));
    var p = 0.0;
    if (j <= position) { p = exp(z - now); }
    weights[lane] = p;
    workgroupBarrier();
    sum = fma(sum, shrink, reduce_sum(p, ${lane}));
    largest = now;
    let count = min(${lanes}u, position - j0 + 1u);
    for (var i = 0u; i < ${columns}u; i++) {
      let d = i * ${lanes}u + lane;
      if (d < ${D}u) {
        var t = total[i] * shrink;
        for (var s = 0u; s < count; s++) { t = fma(weights[s], value_at(j0 + s, base + d), t); }
        total[i] = t;
      }
    }
    workgroupBarrier();
  }
  for (var i = 0u; i < ${columns}u; i++) {
    let d = i * ${lanes}u + lane;
    if (d < ${D}u) { out[group.y * ${C}u + base + d] = total[i] / sum; }
  }
}
`
  const bindings = [read('qkv', inputs.qkv), write('keys', outputs.keys), write('values', outputs.values), write('out', outputs.out)]
  return [dispatch(`attentionDecode ${outputs.out.name}`, bindings, [H, T, 1], body, enable)]
}
