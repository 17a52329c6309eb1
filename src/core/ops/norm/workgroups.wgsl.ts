/**
 * Layer normalization with a workgroup for each row, for real GPUs.
 *
 * Ladder: mean, variance and result as three passes read the row three times; here a thread keeps its share of the row in
 * registers. Two-step variance, as in the reference: E[x²] − E[x]² cancels. In the backward pass a workgroup takes several rows,
 * so that the gain's and the bias's partial sums are few; the plan's one reduction adds them up.
 */
import { reductions } from '../reduce.wgsl.ts'
import { ceilDiv, type Dispatch, dispatch, f32, read, SPREAD, spread, type Target, write } from '../wgsl.ts'
import type { NormRows, NormRowsBackward } from './rows.wgsl.ts'

const lanesFor = (width: number) => (width >= 512 ? 256 : 64)

/** y, mean, rstd and, where its slot is there, sum. T is f32. */
export function normWorkgroups(call: NormRows, target: Target): Dispatch {
  const { label, rows, width: C, eps, centered, bindings, value, functions = '', start = '', gain, bias, sum, y, mean, rstd } = call
  const lanes = lanesFor(C)
  const share = ceilDiv(C, lanes)
  const workgroup = reductions(lanes, target)
  const body = `
${SPREAD}${functions}${workgroup.sum()}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, ${workgroup.builtins}) {
  let row = workgroup_number(group);
  if (row >= ${rows}u) { return; }
  ${start}
  var own = array<f32, ${share}>();
  var part = 0.0;
  for (var i = 0u; i < ${share}u; i++) {
    let c = i * ${lanes}u + lane;
    if (c < ${C}u) {
      let at = row * ${C}u + c;
      own[i] = ${value};
      ${sum ? 'sum[at] = own[i];' : ''}
      part += own[i];
    }
  }
  let row_mean = ${centered ? `reduce_sum(part, ${workgroup.lane}) / ${C}.0` : '0.0'};
  part = 0.0;
  for (var i = 0u; i < ${share}u; i++) {
    if (i * ${lanes}u + lane < ${C}u) { part += (own[i] - row_mean) * (own[i] - row_mean); }
  }
  let row_rstd = 1.0 / sqrt(reduce_sum(part, ${workgroup.lane}) / ${C}.0 + ${f32(eps)});
  for (var i = 0u; i < ${share}u; i++) {
    let c = i * ${lanes}u + lane;
    if (c < ${C}u) { y[row * ${C}u + c] = (own[i] - row_mean) * row_rstd * gain[c]${bias ? ' + bias[c]' : ''}; }
  }
  if (lane == 0u) { mean[row] = row_mean; rstd[row] = row_rstd; }
}
`
  const all = [...bindings, read('gain', gain), write('y', y), write('mean', mean), write('rstd', rstd)]
  if (bias) all.push(read('bias', bias))
  if (sum) all.push(write('sum', sum))
  return dispatch(label, all, spread(rows), body, workgroup.enable)
}

/** Workgroups of the backward pass: enough to fill a GPU, few enough that their partial sums are cheap. */
const BACKWARD_GROUPS = 128

/** dgain, dbias?, and through `store` dx. T is f32. */
export function normWorkgroupsBackward(call: NormRowsBackward, target: Target): Dispatch {
  const { label, rows, width: C, centered, accumulate, bindings, store, functions = '', start = '' } = call
  const { dy, x, mean, rstd, gain, dgain, dbias } = call
  const lanes = lanesFor(C)
  const share = ceilDiv(C, lanes)
  const rowsPerGroup = ceilDiv(rows, BACKWARD_GROUPS)
  const groups = ceilDiv(rows, rowsPerGroup)
  const workgroup = reductions(lanes, target)
  const body = `
${functions}${workgroup.sum('vec2f')}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, ${workgroup.builtins}) {
  ${start}
  var gain_sum = array<f32, ${share}>();
  var bias_sum = array<f32, ${share}>();
  var g = array<f32, ${share}>();
  var normal = array<f32, ${share}>();
  for (var row = group.x * ${rowsPerGroup}u; row < min(${rows}u, (group.x + 1u) * ${rowsPerGroup}u); row++) {
    let row_mean = mean[row];
    let row_rstd = rstd[row];
    var part = vec2f();
    for (var i = 0u; i < ${share}u; i++) {
      let c = i * ${lanes}u + lane;
      if (c < ${C}u) {
        let d = dy[row * ${C}u + c];
        normal[i] = (x[row * ${C}u + c] - row_mean) * row_rstd;
        g[i] = d * gain[c];
        gain_sum[i] += d * normal[i];
        bias_sum[i] += d;
        part += vec2f(g[i], g[i] * normal[i]);
      }
    }
    let means = reduce_sum(part, ${workgroup.lane}) / ${C}.0;
    for (var i = 0u; i < ${share}u; i++) {
      let c = i * ${lanes}u + lane;
      if (c < ${C}u) {
        let at = row * ${C}u + c;
        let d = row_rstd * (g[i]${centered ? ' - means.x' : ''} - normal[i] * means.y);
        ${store}
      }
    }
  }
  for (var i = 0u; i < ${share}u; i++) {
    let c = i * ${lanes}u + lane;
    if (c < ${C}u) {
      partial_sums[group.x * ${C}u + c] = gain_sum[i];
      ${dbias ? `partial_sums[(${groups}u + group.x) * ${C}u + c] = bias_sum[i];` : ''}
    }
  }
}
`
  const partials = { kind: 'partials', targets: dbias ? [dgain, dbias] : [dgain], count: groups, accumulate } as const
  const inputs = [read('dy', dy), read('x', x), read('mean', mean), read('rstd', rstd), read('gain', gain)]
  return dispatch(label, [...inputs, write('partial_sums', partials), ...bindings], [groups, 1, 1], body, workgroup.enable)
}
