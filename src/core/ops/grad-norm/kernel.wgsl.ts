/**
 * The norm of all gradients on the GPU, in two stages whose order of sums the size alone decides.
 *
 * Ladder: one workgroup is slow, float atomics change from run to run. Here up to 1,024 workgroups each sum a stripe,
 * thread by thread and then in a tree, and one workgroup adds their sums up.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { flatSlices, SLICE } from '../adamw/kernel.wgsl.ts'
import { reductions } from '../reduce.wgsl.ts'
import { ceilDiv, type Dispatch, dispatch, read, type Scratch, type Target, write } from '../wgsl.ts'

const LANES = 256
const PER_GROUP = 16 * LANES

/** norm [1] */
export function gradNormKernel(call: KernelCall, target: Target): Dispatch[] {
  if (target.software) return withoutBarriers(call)
  const workgroup = reductions(LANES, target)
  const { inputs, outputs, args } = call
  const slices = flatSlices(inputs.grads, args.size)
  const groups = Math.min(1024, ceilDiv(Math.min(args.size, SLICE), PER_GROUP))
  const sums: Scratch = { kind: 'scratch', name: `${outputs.norm.name}.sums`, elements: groups * slices.length }
  const stages = slices.map((slice, s) => {
    const size = slice.shape[0]
    const body = `
${workgroup.sum()}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, ${workgroup.builtins}) {
  var part = 0.0;
  for (var i = group.x * ${LANES}u + lane; i < ${size}u; i += ${groups * LANES}u) { part += grads[i] * grads[i]; }
  let sum = reduce_sum(part, ${workgroup.lane});
  if (lane == 0u) { sums[${s * groups}u + group.x] = sum; }
}
`
    return dispatch(`gradNorm sums ${s}`, [read('grads', slice), write('sums', sums)], [groups, 1, 1], body, workgroup.enable)
  })
  const body = `
${workgroup.sum()}
@compute @workgroup_size(${LANES})
fn main(${workgroup.builtins}) {
  var part = 0.0;
  for (var i = lane; i < ${sums.elements}u; i += ${LANES}u) { part += sums[i]; }
  let sum = reduce_sum(part, ${workgroup.lane});
  if (lane == 0u) { norm[0] = sqrt(sum); }
}
`
  return [...stages, dispatch('gradNorm', [read('sums', sums), write('norm', outputs.norm)], [1, 1, 1], body, workgroup.enable)]
}

/** Threads of the first stage on a software adapter. */
const THREADS = 256

/** For software adapters, where barriers are dear: each thread sums a stripe of vec4s, and one thread adds their sums up. */
function withoutBarriers({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const slices = flatSlices(inputs.grads, args.size)
  const sums: Scratch = { kind: 'scratch', name: `${outputs.norm.name}.sums`, elements: THREADS * slices.length }
  const stages = slices.map((slice, s) => {
    const body = `
@compute @workgroup_size(16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  var part = vec4f();
  for (var i = id.x; i < ${slice.shape[0] / 4}u; i += ${THREADS}u) { part += grads[i] * grads[i]; }
  sums[${s * THREADS}u + id.x] = dot(part, vec4f(1.0));
}
`
    return dispatch(`gradNorm sums ${s}`, [read('grads', slice, 'vec4f'), write('sums', sums)], [THREADS / 16, 1, 1], body)
  })
  const body = `
@compute @workgroup_size(1)
fn main() {
  var sum = 0.0;
  for (var i = 0u; i < ${sums.elements}u; i++) { sum += sums[i]; }
  norm[0] = sqrt(sum);
}
`
  return [...stages, dispatch('gradNorm', [read('sums', sums), write('norm', outputs.norm)], [1, 1, 1], body)]
}
