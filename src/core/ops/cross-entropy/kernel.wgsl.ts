/**
 * Cross-entropy and its gradient on the GPU: one workgroup a row, one dispatch.
 *
 * Ladder: softmax, loss and gradient apart read the logits five times; here each thread keeps a running largest and sum
 * (online softmax), so the logits are read twice: once to sum, once to write the gradient.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { type Dispatch, dispatch, maxCode, read, SPREAD, spread, sumCode, write } from '../wgsl.ts'

/** losses [M], dlogits? [M,V] */
export function crossEntropyKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { rows, vocab: V } = args
  const lanes = V >= 512 ? 256 : 64
  const { dlogits } = outputs
  const { weights } = inputs
  const skip = `
  if (weights[row] == 0.0) {
    if (lane == 0u) { losses[row] = 0.0; }
    ${dlogits ? `for (var v = lane; v < ${V}u; v += ${lanes}u) { dlogits[at + v] = 0.0; }` : ''}
    return;
  }`
  const body = `
${SPREAD}${sumCode(lanes)}${maxCode(lanes)}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = workgroup_number(group);
  if (row >= ${rows}u) { return; }
  let at = row * ${V}u;${weights ? skip : ''}
  var largest = -3.0e38f;
  var sum = 0.0;
  for (var v = lane; v < ${V}u; v += ${lanes}u) {
    let z = logits[at + v];
    let now = max(largest, z);
    sum = sum * exp(max(largest - now, -100.0)) + exp(z - now);
    largest = now;
  }
  let top = reduce_max(largest, lane);
  let total = reduce_sum(sum * exp(max(largest - top, -100.0)), lane);
  let goal = u32(targets[row]);
  if (lane == 0u) { losses[row] = top + log(total) - logits[at + goal]; }
  ${
    dlogits
      ? `for (var v = lane; v < ${V}u; v += ${lanes}u) {
    dlogits[at + v] = (exp(logits[at + v] - top) / total - select(0.0, 1.0, v == goal)) ${weights ? '* weights[row]' : `/ ${rows}.0`};
  }`
      : ''
  }
}
`
  const bindings = [read('logits', inputs.logits), read('targets', inputs.targets, 'i32'), write('losses', outputs.losses)]
  if (weights) bindings.push(read('weights', weights))
  if (dlogits) bindings.push(write('dlogits', dlogits))
  return [dispatch(`crossEntropy ${outputs.losses.name}`, bindings, spread(rows), body)]
}
