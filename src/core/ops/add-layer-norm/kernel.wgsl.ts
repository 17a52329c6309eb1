/**
 * Residual add, dropout and LayerNorm on the GPU, forward and backward, each in one pass.
 *
 * Ladder: mean, variance and result as three passes read the row three times; here a thread keeps its share of the row
 * in registers. Two-step variance, as in the reference: E[x²] − E[x]² cancels. In the backward pass a workgroup takes
 * several rows, so that the gain's and the bias's partial sums are few; the plan's one reduction adds them up.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { normRows, normRowsBackward } from '../norm/rows.wgsl.ts'
import { dropoutScale, lanesOf } from '../pointwise.wgsl.ts'
import { reductions } from '../reduce.wgsl.ts'
import { ceilDiv, type Dispatch, dispatch, dropoutCode, f32, read, SPREAD, spread, type Target, uniform, write } from '../wgsl.ts'

const lanesFor = (width: number) => (width >= 512 ? 256 : 64)

/** y, sum [M,C], mean, rstd [M] */
export function addLayerNormKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { rows, width: C, eps, dropout, stream } = args
  const { a, b, gain, bias } = inputs
  const { y, sum, mean, rstd } = outputs
  const label = `addLayerNorm ${y.name}`
  if (target.software) {
    const { T } = lanesOf(C)
    const bindings = [read('a', a, T), read('b', b, T), uniform('stream', stream)]
    const value = `a[at] + b[at] * ${dropoutScale(T, 'at')}`
    const random = { functions: dropoutCode(dropout), start: 'let key = stream_key(stream);' }
    return [normRows({ label, rows, width: C, eps, centered: true, bindings, value, ...random, gain, bias, sum, y, mean, rstd })]
  }
  const lanes = lanesFor(C)
  const share = ceilDiv(C, lanes)
  const workgroup = reductions(lanes, target)
  const body = `
${SPREAD}${dropoutCode(dropout)}${workgroup.sum()}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, ${workgroup.builtins}) {
  let row = workgroup_number(group);
  if (row >= ${rows}u) { return; }
  let key = stream_key(stream);
  var x: array<f32, ${share}>;
  var part = 0.0;
  for (var i = 0u; i < ${share}u; i++) {
    let c = i * ${lanes}u + lane;
    if (c < ${C}u) {
      let at = row * ${C}u + c;
      x[i] = a[at] + b[at] * dropout_scale(key, at);
      sum[at] = x[i];
      part += x[i];
    }
  }
  let row_mean = reduce_sum(part, ${workgroup.lane}) / ${C}.0;
  part = 0.0;
  for (var i = 0u; i < ${share}u; i++) {
    if (i * ${lanes}u + lane < ${C}u) { part += (x[i] - row_mean) * (x[i] - row_mean); }
  }
  let row_rstd = 1.0 / sqrt(reduce_sum(part, ${workgroup.lane}) / ${C}.0 + ${f32(eps)});
  for (var i = 0u; i < ${share}u; i++) {
    let c = i * ${lanes}u + lane;
    if (c < ${C}u) { y[row * ${C}u + c] = (x[i] - row_mean) * row_rstd * gain[c] + bias[c]; }
  }
  if (lane == 0u) { mean[row] = row_mean; rstd[row] = row_rstd; }
}
`
  const read4 = [read('a', a), read('b', b), read('gain', gain), read('bias', bias)]
  const write4 = [write('y', y), write('sum', sum), write('mean', mean), write('rstd', rstd)]
  return [dispatch(label, [...read4, ...write4, uniform('stream', stream)], spread(rows), body, workgroup.enable)]
}

/** Workgroups of the backward pass: enough to fill a GPU, few enough that their partial sums are cheap. */
const BACKWARD_GROUPS = 128

/** dsum, dbranch? [M,C], dgain, dbias [C] */
export function addLayerNormBackwardKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { rows, width: C, dropout, stream, accumulate } = args
  const { dy, sum, mean, rstd, gain } = inputs
  const { dsum, dbranch, dgain, dbias } = outputs
  const label = `addLayerNormBackward ${dsum.name}`
  if (target.software) {
    const { T } = lanesOf(C)
    const bindings = [write('dsum', dsum, T)]
    if (dbranch) bindings.push(write('dbranch', dbranch, T), uniform('stream', stream))
    const store = `dsum[at] = d; ${dbranch ? `dbranch[at] = d * ${dropoutScale(T, 'at')};` : ''}`
    const random = dbranch && { functions: dropoutCode(dropout), start: 'let key = stream_key(stream);' }
    return [
      normRowsBackward({
        label,
        rows,
        width: C,
        centered: true,
        accumulate,
        dy,
        x: sum,
        mean,
        rstd,
        gain,
        dgain,
        dbias,
        bindings,
        store,
        ...random,
      }),
    ]
  }
  const lanes = lanesFor(C)
  const share = ceilDiv(C, lanes)
  const rowsPerGroup = ceilDiv(rows, BACKWARD_GROUPS)
  const groups = ceilDiv(rows, rowsPerGroup)
  const workgroup = reductions(lanes, target)
  const body = `
${dbranch ? dropoutCode(dropout) : ''}${workgroup.sum('vec2f')}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, ${workgroup.builtins}) {
  ${dbranch ? 'let key = stream_key(stream);' : ''}
  var gain_sum: array<f32, ${share}>;
  var bias_sum: array<f32, ${share}>;
  var g: array<f32, ${share}>;
  var normal: array<f32, ${share}>;
  for (var row = group.x * ${rowsPerGroup}u; row < min(${rows}u, (group.x + 1u) * ${rowsPerGroup}u); row++) {
    let row_mean = mean[row];
    let row_rstd = rstd[row];
    var part = vec2f();
    for (var i = 0u; i < ${share}u; i++) {
      let c = i * ${lanes}u + lane;
      if (c < ${C}u) {
        let d = dy[row * ${C}u + c];
        normal[i] = (sum[row * ${C}u + c] - row_mean) * row_rstd;
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
        let d = row_rstd * (g[i] - means.x - normal[i] * means.y);
        dsum[at] = d;
        ${dbranch ? 'dbranch[at] = d * dropout_scale(key, at);' : ''}
      }
    }
  }
  for (var i = 0u; i < ${share}u; i++) {
    let c = i * ${lanes}u + lane;
    if (c < ${C}u) {
      partial_sums[group.x * ${C}u + c] = gain_sum[i];
      partial_sums[(${groups}u + group.x) * ${C}u + c] = bias_sum[i];
    }
  }
}
`
  const partials = { kind: 'partials', targets: [dgain, dbias], count: groups, accumulate } as const
  const bindings = [read('dy', dy), read('sum', sum), read('mean', mean), read('rstd', rstd), read('gain', gain)]
  bindings.push(write('dsum', dsum), write('partial_sums', partials))
  if (dbranch) bindings.push(write('dbranch', dbranch), uniform('stream', stream))
  return [dispatch(label, bindings, [groups, 1, 1], body, workgroup.enable)]
}
