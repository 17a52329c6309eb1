/**
 * A recurrent layer on the GPU: a workgroup a sequence walks through time, the state in workgroup memory.
 *
 * Ladder: a dispatch a step is T dispatches, each a product too small to fill a GPU; here a step costs one barrier. All
 * steps read the same weight, which stays in the cache. Only B workgroups run and each waits for its past: this is
 * the cost that attention removes. The weight's gradient waits for no one and is a linear layer's (see op.ts).
 */
import type { KernelCall } from '../../plan/plan.ts'
import { type Dispatch, dispatch, inFours, read, write } from '../wgsl.ts'

const lanesFor = (width: number) => (width > 128 ? 256 : width > 64 ? 128 : 64)

/** h [B,T,C] */
export function recurrenceKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, width: C } = args
  const lanes = lanesFor(C)
  const body = `
var<workgroup> state: array<f32, ${2 * C}>;

@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  for (var c = lane; c < ${C}u; c += ${lanes}u) { state[${C}u + c] = 0.0; }
  workgroupBarrier();
  // Two states take turns, so that a step is over at one barrier.
  for (var t = 0u; t < ${time}u; t++) {
    let now = (t % 2u) * ${C}u;
    let before = ${C}u - now;
    for (var c = lane; c < ${C}u; c += ${lanes}u) {
      let at = (group.x * ${time}u + t) * ${C}u + c;
      var z = x[at];
      for (var k = 0u; k < ${C}u; k++) { z += state[before + k] * weight[k * ${C}u + c]; }
      // Some drivers' own tanh overflows to NaN beyond 88.
      let y = 1.0 - 2.0 / (exp(2.0 * clamp(z, -10.0, 10.0)) + 1.0);
      state[now + c] = y;
      h[at] = y;
    }
    workgroupBarrier();
  }
}
`
  const bindings = [read('x', inputs.x), read('weight', inputs.weight), write('h', outputs.h)]
  return [dispatch(`recurrence ${outputs.h.name}`, bindings, [batch, 1, 1], body)]
}

/** dx, previous [B,T,C] */
export function recurrenceBackwardKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, width: C } = args
  const lanes = lanesFor(C)
  const fours = inFours(C)
  // A thread reads a row of the weight, in fours where it can: its neighbours read other rows.
  const product = fours
    ? `for (var k = 0u; k < ${C / 4}u; k++) {
        let at = later + 4u * k;
        d += dot(vec4f(steps[at], steps[at + 1u], steps[at + 2u], steps[at + 3u]), weight[c * ${C / 4}u + k]);
      }`
    : `for (var k = 0u; k < ${C}u; k++) { d += steps[later + k] * weight[c * ${C}u + k]; }`
  const body = `
var<workgroup> steps: array<f32, ${2 * C}>;

@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  for (var c = lane; c < ${C}u; c += ${lanes}u) { steps[${C}u + c] = 0.0; }
  workgroupBarrier();
  for (var back = 0u; back < ${time}u; back++) {
    let t = ${time - 1}u - back;
    let now = (back % 2u) * ${C}u;
    let later = ${C}u - now;
    for (var c = lane; c < ${C}u; c += ${lanes}u) {
      let at = (group.x * ${time}u + t) * ${C}u + c;
      var d = dh[at];
      ${product}
      d *= 1.0 - h[at] * h[at];
      steps[now + c] = d;
      dx[at] = d;
      if (t > 0u) { previous[at] = h[at - ${C}u]; } else { previous[at] = 0.0; }
    }
    workgroupBarrier();
  }
}
`
  const reads = [read('dh', inputs.dh), read('h', inputs.h), read('weight', inputs.weight, fours ? 'vec4f' : 'f32')]
  const writes = [write('dx', outputs.dx), write('previous', outputs.previous)]
  return [dispatch(`recurrenceBackward ${outputs.dx.name}`, [...reads, ...writes], [batch, 1, 1], body)]
}
