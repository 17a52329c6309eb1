/**
 * One decoding step of attention on the GPU: a workgroup a head goes through the cache in blocks of 256 keys.
 *
 * Ladder: all scores at once need nCtx floats of workgroup memory, the whole 16 KiB at 4,096; block by block with the
 * softmax rescaled, 2 KiB do for any context. A thread scores one key, then sums some columns of the values.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { ceilDiv, type Dispatch, dispatch, f32, maxCode, read, sumCode, write } from '../wgsl.ts'

const LANES = 256

/** out [1,C]; writes row `position` of keys and values */
export function attentionDecodeKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { heads: H, headSize: D, scale } = args
  const C = H * D
  const columns = ceilDiv(D, LANES)
  const body = `
${sumCode(LANES)}
${maxCode(LANES)}
var<workgroup> weights: array<f32, ${LANES}>;

@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let base = group.x * ${D}u;
  let position = scalars.position;
  for (var d = lane; d < ${D}u; d += ${LANES}u) {
    keys[position * ${C}u + base + d] = qkv[${C}u + base + d];
    values[position * ${C}u + base + d] = qkv[${2 * C}u + base + d];
  }
  storageBarrier();
  workgroupBarrier();

  var total: array<f32, ${columns}>;
  var largest = -3.0e38f;
  var sum = 0.0;
  for (var j0 = 0u; j0 <= position; j0 += ${LANES}u) {
    let j = j0 + lane;
    var z = -3.0e38f;
    if (j <= position) {
      z = 0.0;
      for (var d = 0u; d < ${D}u; d++) { z += qkv[base + d] * keys[j * ${C}u + base + d]; }
      z *= ${f32(scale)};
    }
    let now = max(largest, reduce_max(z, lane));
    let shrink = exp(max(largest - now, -100.0));
    var p = 0.0;
    if (j <= position) { p = exp(z - now); }
    weights[lane] = p;
    sum = sum * shrink + reduce_sum(p, lane);
    largest = now;
    let count = min(${LANES}u, position - j0 + 1u);
    for (var i = 0u; i < ${columns}u; i++) {
      let d = i * ${LANES}u + lane;
      if (d < ${D}u) {
        var t = total[i] * shrink;
        for (var s = 0u; s < count; s++) { t += weights[s] * values[(j0 + s) * ${C}u + base + d]; }
        total[i] = t;
      }
    }
    workgroupBarrier();
  }
  for (var i = 0u; i < ${columns}u; i++) {
    let d = i * ${LANES}u + lane;
    if (d < ${D}u) { out[base + d] = total[i] / sum; }
  }
}
`
  const bindings = [read('qkv', inputs.qkv), write('keys', outputs.keys), write('values', outputs.values), write('out', outputs.out)]
  return [dispatch(`attentionDecode ${outputs.out.name}`, bindings, [H, 1, 1], body)]
}
