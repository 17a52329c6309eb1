/** The loss of distillation and its gradient on the GPU: a workgroup for each row. */
import type { KernelCall } from '../../plan/plan.ts'
import { reductions } from '../reduce.wgsl.ts'
import { type Dispatch, dispatch, f32, read, SPREAD, spread, type Target, write } from '../wgsl.ts'

const LANES = 64

export function softCrossEntropyKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { rows, vocab: V, alpha, temperature } = args
  const { dlogits } = outputs
  const workgroup = reductions(LANES, target)
  const [own, soft, cool] = [f32(1 - alpha), f32(alpha * temperature), f32(1 / temperature)]
  const gradient = `
  for (var v = lane; v < ${V}u; v += ${LANES}u) {
    let a = logits[at + v] - top;
    let b = teacher[at + v] - top_teacher;
    let hard = exp(a) / sum - select(0.0, 1.0, v == goal);
    dlogits[at + v] = (${own} * hard + ${soft} * (exp(a * ${cool}) / sum_student - exp(b * ${cool}) / sum_teacher)) / ${rows}.0;
  }`
  const body = `
${SPREAD}${workgroup.sum()}${workgroup.max()}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, ${workgroup.builtins}) {
  let row = workgroup_number(group);
  if (row >= ${rows}u) { return; }
  let at = row * ${V}u;
  let goal = u32(targets[row]);
  var most = -3.0e38f;
  var most_teacher = -3.0e38f;
  for (var v = lane; v < ${V}u; v += ${LANES}u) {
    most = max(most, logits[at + v]);
    most_teacher = max(most_teacher, teacher[at + v]);
  }
  let top = reduce_max(most, ${workgroup.lane});
  let top_teacher = reduce_max(most_teacher, ${workgroup.lane});
  var hard_part = 0.0;
  var student_part = 0.0;
  var teacher_part = 0.0;
  var product = 0.0;
  for (var v = lane; v < ${V}u; v += ${LANES}u) {
    let a = (logits[at + v] - top) * ${cool};
    let b = (teacher[at + v] - top_teacher) * ${cool};
    hard_part += exp(logits[at + v] - top);
    student_part += exp(a);
    teacher_part += exp(b);
    product += exp(b) * (b - a);
  }
  let sum = reduce_sum(hard_part, ${workgroup.lane});
  let sum_student = reduce_sum(student_part, ${workgroup.lane});
  let sum_teacher = reduce_sum(teacher_part, ${workgroup.lane});
  let divergence = reduce_sum(product, ${workgroup.lane}) / sum_teacher + log(sum_student) - log(sum_teacher);
  if (lane == 0u) { losses[row] = ${own} * (top + log(sum) - logits[at + goal]) + ${f32(alpha * temperature ** 2)} * divergence; }
  ${dlogits ? gradient : ''}
}
`
  const bindings = [
    read('logits', inputs.logits),
    read('teacher', inputs.teacher),
    read('targets', inputs.targets, 'i32'),
    write('losses', outputs.losses),
  ]
  if (dlogits) bindings.push(write('dlogits', dlogits))
  return [dispatch(`softCrossEntropy ${outputs.losses.name}`, bindings, spread(rows), body, workgroup.enable)]
}
