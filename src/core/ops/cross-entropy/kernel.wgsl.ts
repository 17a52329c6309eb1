/**
 * Cross-entropy and its gradient on the GPU in one dispatch: a workgroup a row, on software adapters a thread a row.
 *
 * Ladder: softmax, loss and gradient apart read the logits five times; here each thread keeps a running largest and sum
 * (online softmax), so the logits are read twice: once to sum, once to write the gradient.
 * The trees of barriers that combine the threads cost SwiftShader 160 ms for 256 rows of 65; a thread a row takes 2 ms.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { reductions } from '../reduce.wgsl.ts'
import { ceilDiv, type Dispatch, dispatch, read, SPREAD, spread, type Target, write } from '../wgsl.ts'

/** The reductions of a thread that has its row to itself. */
const ALONE = `
fn reduce_sum(value: f32, lane: u32) -> f32 { return value; }
fn reduce_max(value: f32, lane: u32) -> f32 { return value; }
`

/** losses [M], dlogits? [M,V] */
export function crossEntropyKernel({ inputs, outputs, args }: KernelCall, { software, subgroups }: Target): Dispatch[] {
  const { rows, vocab: V } = args
  // Threads of a row, and rows of a workgroup.
  const [lanes, together] = software ? [1, 16] : [V >= 512 ? 256 : 64, 1]
  const workgroup = reductions(lanes, { subgroups: subgroups && lanes > 1 })
  const { dlogits } = outputs
  const { weights } = inputs
  const skip = `
  if (weights[row] == 0.0) {
    if (lane == 0u) { losses[row] = 0.0; }
    ${dlogits ? `for (var v = lane; v < ${V}u; v += ${lanes}u) { dlogits[at + v] = 0.0; }` : ''}
    return;
  }`
  const body = `
${SPREAD}${lanes === 1 ? ALONE : workgroup.sum() + workgroup.max()}
@compute @workgroup_size(${lanes * together})
fn main(@builtin(workgroup_id) group: vec3u, ${lanes === 1 ? '@builtin(local_invocation_index) thread: u32' : workgroup.builtins}) {
  ${lanes === 1 ? `let row = workgroup_number(group) * ${together}u + thread; let lane = 0u;` : 'let row = workgroup_number(group);'}
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
  let top = reduce_max(largest, ${workgroup.lane});
  let total = reduce_sum(sum * exp(max(largest - top, -100.0)), ${workgroup.lane});
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
  return [dispatch(`crossEntropy ${outputs.losses.name}`, bindings, spread(ceilDiv(rows, together)), body, workgroup.enable)]
}
