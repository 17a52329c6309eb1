/**
 * Repeating key and value heads on the GPU: a thread a number. Backward, it gathers: a thread sums all the copies of its
 * number, in the order of the heads, so that no two threads add to one place.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { ceilDiv, type Dispatch, dispatch, read, SPREAD, spread, write } from '../wgsl.ts'

const LANES = 256

/** y [B,T,3·H·D] */
export function repeatHeadsKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { rows, heads: H, kvHeads: K, headSize: D } = args
  const n = rows * 3 * H * D
  const body = `
${SPREAD}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = workgroup_number(group) * ${LANES}u + lane;
  if (i >= ${n}u) { return; }
  let d = i % ${D}u;
  let head = (i / ${D}u) % ${3 * H}u;
  let row = i / ${3 * H * D}u;
  var source = head;
  if (head >= ${H}u) { source = ${H}u + (head / ${H}u - 1u) * ${K}u + (head % ${H}u) * ${K}u / ${H}u; }
  y[i] = x[(row * ${H + 2 * K}u + source) * ${D}u + d];
}
`
  return [dispatch(`repeatHeads ${outputs.y.name}`, [read('x', inputs.x), write('y', outputs.y)], spread(ceilDiv(n, LANES)), body)]
}

/** dx [B,T,(H+2K)·D] */
export function repeatHeadsBackwardKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { rows, heads: H, kvHeads: K, headSize: D } = args
  const all = H + 2 * K
  const n = rows * all * D
  const body = `
${SPREAD}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = workgroup_number(group) * ${LANES}u + lane;
  if (i >= ${n}u) { return; }
  let d = i % ${D}u;
  let source = (i / ${D}u) % ${all}u;
  let row = (i / ${all * D}u) * ${3 * H}u;
  // The heads first … end − 1 of those written are copies of this one.
  var first = source;
  var end = source + 1u;
  if (source >= ${H}u) {
    let part = (source - ${H}u) / ${K}u;
    let k = (source - ${H}u) % ${K}u;
    first = (part + 1u) * ${H}u + (k * ${H}u + ${K - 1}u) / ${K}u;
    end = (part + 1u) * ${H}u + ((k + 1u) * ${H}u + ${K - 1}u) / ${K}u;
  }
  var sum = ${inputs.addend ? 'addend[i]' : '0.0'};
  for (var head = first; head < end; head++) { sum += dy[(row + head) * ${D}u + d]; }
  dx[i] = sum;
}
`
  const bindings = [read('dy', inputs.dy), write('dx', outputs.dx)]
  if (inputs.addend) bindings.push(read('addend', inputs.addend))
  return [dispatch(`repeatHeadsBackward ${outputs.dx.name}`, bindings, spread(ceilDiv(n, LANES)), body)]
}
