/**
 * A recurrent layer on the GPU: a workgroup a sequence walks through time, the state in workgroup memory.
 *
 * Ladder: a dispatch a step is T dispatches, each a product too small to fill a GPU; here a step costs two barriers. Two
 * states taking turns would save one of them and halve the greatest width (one state of 4,096 fills the 16 KiB that every
 * device has). All steps read the same weight, which stays in the cache. Only B workgroups run and each waits for its past: this is
 * the cost that attention removes. The weight's gradient waits for no one and is a linear layer's (see op.ts).
 */
import type { KernelCall } from '../../plan/plan.ts'
import { ceilDiv, type Dispatch, dispatch, inFours, read, write } from '../wgsl.ts'

const lanesFor = (width: number) => (width > 128 ? 256 : width > 64 ? 128 : 64)

/** WGSL: does `body` for each number of the row that is a thread's own, its `i`-th and the row's `c`-th. */
const forShare = (C: number, lanes: number, body: string) => `for (var i = 0u; i < ${ceilDiv(C, lanes)}u; i++) {
      let c = i * ${lanes}u + lane;
      if (c < ${C}u) { ${body} }
    }`

/** h [B,T,C] */
export function recurrenceKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, width: C } = args
  const lanes = lanesFor(C)
  const step = `
        let at = (group.x * ${time}u + t) * ${C}u + c;
        var z = x[at];
        for (var k = 0u; k < ${C}u; k++) { z += before[k] * weight[k * ${C}u + c]; }
        // Some drivers' own tanh overflows to NaN beyond 88.
        now[i] = 1.0 - 2.0 / (exp(2.0 * clamp(z, -10.0, 10.0)) + 1.0);
        h[at] = now[i];`
  const body = `
var<workgroup> before: array<f32, ${C}>;

@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  var now = array<f32, ${ceilDiv(C, lanes)}>();
  for (var t = 0u; t < ${time}u; t++) {
    // The state one step before, zero at the first.
    ${forShare(C, lanes, 'before[c] = now[i];')}
    workgroupBarrier();
    ${forShare(C, lanes, step)}
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
    ? `for (var k = 0u; k < ${C}u; k += 4u) {
          d += dot(vec4f(later[k], later[k + 1u], later[k + 2u], later[k + 3u]), weight[(c * ${C}u + k) / 4u]);
        }`
    : `for (var k = 0u; k < ${C}u; k++) { d += later[k] * weight[c * ${C}u + k]; }`
  const step = `
        let at = (group.x * ${time}u + t) * ${C}u + c;
        var d = dh[at];
        ${product}
        now[i] = d * (1.0 - h[at] * h[at]);
        dx[at] = now[i];
        if (t > 0u) { previous[at] = h[at - ${C}u]; } else { previous[at] = 0.0; }`
  const body = `
var<workgroup> later: array<f32, ${C}>;

@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  var now = array<f32, ${ceilDiv(C, lanes)}>();
  for (var back = 1u; back <= ${time}u; back++) {
    let t = ${time}u - back;
    // The gradient one step later, zero after the last.
    ${forShare(C, lanes, 'later[c] = now[i];')}
    workgroupBarrier();
    ${forShare(C, lanes, step)}
    workgroupBarrier();
  }
}
`
  const reads = [read('dh', inputs.dh), read('h', inputs.h), read('weight', inputs.weight, fours ? 'vec4f' : 'f32')]
  const writes = [write('dx', outputs.dx), write('previous', outputs.previous)]
  return [dispatch(`recurrenceBackward ${outputs.dx.name}`, [...reads, ...writes], [batch, 1, 1], body)]
}
