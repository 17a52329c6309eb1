/** The window of the last tokens on the GPU: a thread a number; backward it gathers from the windows that held its token, in order. */
import type { KernelCall } from '../../plan/plan.ts'
import { ceilDiv, type Dispatch, dispatch, read, SPREAD, spread, write } from '../wgsl.ts'

const LANES = 256

/** y [B,T,W·C] */
export function contextWindowKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, width: C, window: W } = args
  const n = batch * time * W * C
  const body = `
${SPREAD}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = workgroup_number(group) * ${LANES}u + lane;
  if (i >= ${n}u) { return; }
  let c = i % ${C}u;
  let back = ${W - 1}u - (i / ${C}u) % ${W}u;
  let row = i / ${W * C}u;
  var value = 0.0;
  if (row % ${time}u >= back) { value = x[(row - back) * ${C}u + c]; }
  y[i] = value;
}
`
  return [dispatch(`contextWindow ${outputs.y.name}`, [read('x', inputs.x), write('y', outputs.y)], spread(ceilDiv(n, LANES)), body)]
}

/** dx [B,T,C] */
export function contextWindowBackwardKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, width: C, window: W } = args
  const n = batch * time * C
  const body = `
${SPREAD}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = workgroup_number(group) * ${LANES}u + lane;
  if (i >= ${n}u) { return; }
  let c = i % ${C}u;
  let row = i / ${C}u;
  // In the window that ends \`ahead\` tokens later, this one lies in slot W − 1 − ahead.
  let windows = min(${W}u, ${time}u - row % ${time}u);
  var sum = ${inputs.addend ? 'addend[i]' : '0.0'};
  for (var ahead = 0u; ahead < windows; ahead++) {
    sum += dy[((row + ahead) * ${W}u + ${W - 1}u - ahead) * ${C}u + c];
  }
  dx[i] = sum;
}
`
  const bindings = [read('dy', inputs.dy), write('dx', outputs.dx)]
  if (inputs.addend) bindings.push(read('addend', inputs.addend))
  return [dispatch(`contextWindowBackward ${outputs.dx.name}`, bindings, spread(ceilDiv(n, LANES)), body)]
}
