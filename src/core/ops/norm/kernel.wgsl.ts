/**
 * LayerNorm and RMSNorm on the GPU, forward and backward, each in one pass: a thread keeps its share of the row in
 * registers. Two-step variance, as in the reference: E[x²] − E[x]² cancels. In the backward pass a workgroup takes
 * several rows, so that the gain's and the bias's partial sums are few; the plan's one reduction adds them up.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { lanesOf } from '../pointwise.wgsl.ts'
import { reductions } from '../reduce.wgsl.ts'
import { ceilDiv, type Dispatch, dispatch, f32, read, SPREAD, spread, type Target, write } from '../wgsl.ts'
import { LAYER_NORM } from './reference.ts'
import { normRows, normRowsBackward } from './rows.wgsl.ts'

const lanesFor = (width: number) => (width >= 512 ? 256 : 64)

/** y [M,C], mean, rstd [M] */
export function normKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { rows, width: C, eps, kind } = args
  const lanes = lanesFor(C)
  const share = ceilDiv(C, lanes)
  const { x, gain, bias } = inputs
  const { y, mean, rstd } = outputs
  const label = `norm ${y.name}`
  if (target.software) {
    const { T } = lanesOf(C)
    return [
      normRows({
        label,
        rows,
        width: C,
        eps,
        centered: kind === LAYER_NORM,
        bindings: [read('x', x, T)],
        value: 'x[at]',
        gain,
        bias,
        y,
        mean,
        rstd,
      }),
    ]
  }
  const workgroup = reductions(lanes, target)
  const body = `
${SPREAD}${workgroup.sum()}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, ${workgroup.builtins}) {
  let row = workgroup_number(group);
  if (row >= ${rows}u) { return; }
  var own = array<f32, ${share}>();
  var part = 0.0;
  for (var i = 0u; i < ${share}u; i++) {
    let c = i * ${lanes}u + lane;
    if (c < ${C}u) {
      own[i] = x[row * ${C}u + c];
      part += own[i];
    }
  }
  let row_mean = ${kind === LAYER_NORM ? `reduce_sum(part, ${workgroup.lane}) / ${C}.0` : '0.0'};
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
  const bindings = [read('x', x), read('gain', gain), write('y', y), write('mean', mean), write('rstd', rstd)]
  if (bias) bindings.push(read('bias', bias))
  return [dispatch(label, bindings, spread(rows), body, workgroup.enable)]
}

/** Workgroups of the backward pass: enough to fill a GPU, few enough that their partial sums are cheap. */
const BACKWARD_GROUPS = 128

/** dx [M,C], dgain, dbias? [C] */
export function normBackwardKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { rows, width: C, kind, accumulate } = args
  const lanes = lanesFor(C)
  const share = ceilDiv(C, lanes)
  const rowsPerGroup = ceilDiv(rows, BACKWARD_GROUPS)
  const groups = ceilDiv(rows, rowsPerGroup)
  const { dy, x, mean, rstd, gain, addend } = inputs
  const { dx, dgain, dbias } = outputs
  const label = `normBackward ${dx.name}`
  if (target.software) {
    const { T } = lanesOf(C)
    const bindings = [write('dx', dx, T), ...(addend ? [read('addend', addend, T)] : [])]
    const store = `dx[at] = d${addend ? ' + addend[at]' : ''};`
    const centered = kind === LAYER_NORM
    return [normRowsBackward({ label, rows, width: C, centered, accumulate, dy, x, mean, rstd, gain, dgain, dbias, bindings, store })]
  }
  const workgroup = reductions(lanes, target)
  const body = `
${workgroup.sum('vec2f')}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, ${workgroup.builtins}) {
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
        let centered = g[i]${kind === LAYER_NORM ? ' - means.x' : ''} - normal[i] * means.y;
        dx[at] = row_rstd * centered${addend ? ' + addend[at]' : ''};
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
  const bindings = [read('dy', dy), read('x', x), read('mean', mean), read('rstd', rstd), read('gain', gain)]
  bindings.push(write('dx', dx), write('partial_sums', partials))
  if (addend) bindings.push(read('addend', addend))
  return [dispatch(label, bindings, [groups, 1, 1], body, workgroup.enable)]
}
