/**
 * AdamW on the GPU: one dispatch over all weights, which are one flat buffer.
 *
 * Ladder: a dispatch a parameter costs 50 for four layers; flat buffers make it one. Clipping reads the norm on the GPU,
 * so the host never waits for it. Bound by memory (7 floats a weight), so vec4 and nothing more.
 */
import type { KernelCall, Tensor } from '../../plan/plan.ts'
import { ceilDiv, type Dispatch, dispatch, f32, read, SPREAD, spread, write } from '../wgsl.ts'

const LANES = 256
/** Elements of a flat buffer that one dispatch binds: 128 MiB, what every WebGPU device takes. */
export const SLICE = 2 ** 25

/** A flat tensor in pieces that any device can bind. */
export function flatSlices(flat: Tensor, size: number): Tensor[] {
  return Array.from({ length: ceilDiv(size, SLICE) }, (_, i) => ({
    ...flat,
    offset: flat.offset + i * SLICE,
    shape: [Math.min(SLICE, size - i * SLICE)],
  }))
}

/** weights, m and v in place */
export function adamWKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { size, decayUntil, beta1, beta2, eps, weightDecay, clip } = args
  const pieces = (tensor: Tensor) => flatSlices(tensor, size)
  const [weights, m, v] = [pieces(outputs.weights), pieces(outputs.m), pieces(outputs.v)]
  return pieces(inputs.grads).map((grads, i) => {
    // Flat buffers and the decay boundary are multiples of 64 elements, so that a vec4 never straddles an end.
    const fours = grads.shape[0] / 4
    const decayFours = Math.max(0, decayUntil - i * SLICE) / 4
    const groups = ceilDiv(fours, LANES)
    const body = `
${SPREAD}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = workgroup_number(group) * ${LANES}u + lane;
  if (i >= ${fours}u) { return; }
  let g = grads[i]${clip > 0 ? ` * min(1.0, ${f32(clip)} / (norm[0] + 1e-6))` : ''};
  var w = weights[i];
  if (i < ${Math.min(fours, decayFours)}u) { w *= 1.0 - scalars.learning_rate * ${f32(weightDecay)}; }
  let mean = ${f32(beta1)} * m[i] + ${f32(1 - beta1)} * g;
  let square = ${f32(beta2)} * v[i] + ${f32(1 - beta2)} * g * g;
  m[i] = mean;
  v[i] = square;
  weights[i] = w - scalars.step_size * mean / (sqrt(square) * scalars.root_correction + ${f32(eps)});
}
`
    const flat = [write('weights', weights[i], 'vec4f'), write('m', m[i], 'vec4f'), write('v', v[i], 'vec4f')]
    return dispatch('adamW', [read('grads', grads, 'vec4f'), read('norm', inputs.norm), ...flat], spread(groups), body)
  })
}
