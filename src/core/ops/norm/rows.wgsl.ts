/**
 * Layer normalization with a thread for each row, for software adapters: no workgroup memory, so no barriers.
 *
 * Ladder (256 rows of 64 on SwiftShader, a busy machine): a workgroup a row, with its tree of barriers, 100 ms forward
 * and 115 ms backward; a thread a row under 2 ms each. On a GPU a row a thread would leave most of it idle.
 * The backward pass is one dispatch with two kinds of threads: some have a row and give dx, the others have a column and
 * some of the rows, and give its part of the gain's and the bias's gradient.
 */
import type { Tensor } from '../../plan/plan.ts'
import { lanesOf } from '../pointwise.wgsl.ts'
import { type Binding, ceilDiv, type Dispatch, dispatch, f32, read, SPREAD, spread, uniform, write } from '../wgsl.ts'

const LANES = 16
/** How far the loops go is a uniform: Mesa unrolls a loop whose end it knows, and lavapipe then compiles it for 14 seconds. */
const columnCount = (columns: number): Binding => uniform('columns', columns)
/** Parts into which the rows are cut for the sums over them. */
const PARTS = 16

/** WGSL: adds `x` to the four running sums in the vec4f `to`. One sum alone would round too often in a long row. */
const add = (T: 'f32' | 'vec4f', to: string, x: string): string => `${to}${T === 'vec4f' ? '' : '[c % 4u]'} += ${x};`
const total = (of: string): string => `dot(${of}, vec4f(1.0))`

export interface NormRows {
  label: string
  rows: number
  /** C */
  width: number
  eps: number
  /** subtracts the mean: LayerNorm; else RMSNorm */
  centered: boolean
  /** inputs that `value` names, and what `functions` names */
  bindings: Binding[]
  /** WGSL of type T: the number to normalize at element `at`; `key` is only there if `functions` declares stream_key */
  value: string
  functions?: string
  /** WGSL statement before the first pass */
  start?: string
  gain: Tensor
  bias?: Tensor
  /** where `value` is kept */
  sum?: Tensor
  y: Tensor
  mean: Tensor
  rstd: Tensor
}

/** y, mean, rstd and, where its slot is there, sum */
export function normRows({
  label,
  rows,
  width,
  eps,
  centered,
  bindings,
  value,
  functions = '',
  start = '',
  gain,
  bias,
  sum,
  y,
  mean,
  rstd,
}: NormRows): Dispatch {
  const { T, per } = lanesOf(width)
  const columns = width / per
  const again = sum ? 'sum[at]' : value
  const body = `
${SPREAD}${functions}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = workgroup_number(group) * ${LANES}u + lane;
  if (row >= ${rows}u) { return; }
  ${start}
  var part = vec4f();
  for (var c = 0u; c < columns; c++) {
    let at = row * ${columns}u + c;
    let x = ${value};
    ${sum ? 'sum[at] = x;' : ''}
    ${add(T, 'part', 'x')}
  }
  let row_mean = ${centered ? `${total('part')} / ${width}.0` : '0.0'};
  part = vec4f();
  for (var c = 0u; c < columns; c++) {
    let at = row * ${columns}u + c;
    let x = ${again} - row_mean;
    ${add(T, 'part', 'x * x')}
  }
  let row_rstd = 1.0 / sqrt(${total('part')} / ${width}.0 + ${f32(eps)});
  for (var c = 0u; c < columns; c++) {
    let at = row * ${columns}u + c;
    y[at] = (${again} - row_mean) * row_rstd * gain[c]${bias ? ' + bias[c]' : ''};
  }
  mean[row] = row_mean;
  rstd[row] = row_rstd;
}
`
  const all = [...bindings, read('gain', gain, T), write('y', y, T), write('mean', mean), write('rstd', rstd), columnCount(columns)]
  if (bias) all.push(read('bias', bias, T))
  if (sum) all.push(write('sum', sum, T))
  return dispatch(label, all, spread(ceilDiv(rows, LANES)), body)
}

export interface NormRowsBackward {
  label: string
  rows: number
  width: number
  centered: boolean
  accumulate: number
  dy: Tensor
  /** what was normalized */
  x: Tensor
  mean: Tensor
  rstd: Tensor
  gain: Tensor
  dgain: Tensor
  dbias?: Tensor
  /** what `store` writes to */
  bindings: Binding[]
  /** WGSL statement: what becomes of `d`, the gradient of x at element `at` */
  store: string
  functions?: string
  /** WGSL statement before a row */
  start?: string
}

/** dgain, dbias?, and through `store` dx */
export function normRowsBackward(call: NormRowsBackward): Dispatch {
  const { label, rows, width, centered, accumulate, bindings, store, functions = '', start = '' } = call
  const { dy, x, mean, rstd, gain, dgain, dbias } = call
  const { T, per } = lanesOf(width)
  const columns = width / per
  const rowsPerPart = ceilDiv(rows, PARTS)
  const parts = ceilDiv(rows, rowsPerPart)
  const rowGroups = ceilDiv(rows, LANES)
  const columnGroups = ceilDiv(columns, LANES)
  const body = `
${SPREAD}${functions}
fn row_gradient(row: u32) {
  ${start}
  let row_mean = mean[row];
  let row_rstd = rstd[row];
  var g_sum = vec4f();
  var product_sum = vec4f();
  for (var c = 0u; c < columns; c++) {
    let at = row * ${columns}u + c;
    let g = dy[at] * gain[c];
    ${add(T, 'g_sum', 'g')}
    ${add(T, 'product_sum', 'g * ((x[at] - row_mean) * row_rstd)')}
  }
  let g_mean = ${centered ? `${total('g_sum')} / ${width}.0` : '0.0'};
  let product_mean = ${total('product_sum')} / ${width}.0;
  for (var c = 0u; c < columns; c++) {
    let at = row * ${columns}u + c;
    let d = row_rstd * (dy[at] * gain[c] - g_mean - ((x[at] - row_mean) * row_rstd) * product_mean);
    ${store}
  }
}

fn column_gradient(part: u32, c: u32) {
  var gain_sum = ${T}();
  var bias_sum = ${T}();
  for (var row = part * ${rowsPerPart}u; row < min(${rows}u, (part + 1u) * ${rowsPerPart}u); row++) {
    let d = dy[row * ${columns}u + c];
    gain_sum += d * ((x[row * ${columns}u + c] - mean[row]) * rstd[row]);
    bias_sum += d;
  }
  partial_sums[part * ${columns}u + c] = gain_sum;
  ${dbias ? `partial_sums[(${parts}u + part) * ${columns}u + c] = bias_sum;` : ''}
}

@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let number = workgroup_number(group);
  if (number < ${rowGroups}u) {
    let row = number * ${LANES}u + lane;
    if (row < ${rows}u) { row_gradient(row); }
  } else {
    let part = (number - ${rowGroups}u) / ${columnGroups}u;
    let c = ((number - ${rowGroups}u) % ${columnGroups}u) * ${LANES}u + lane;
    if (part < ${parts}u && c < ${columns}u) { column_gradient(part, c); }
  }
}
`
  const partials = { kind: 'partials', targets: dbias ? [dgain, dbias] : [dgain], count: parts, accumulate } as const
  const inputs = [read('dy', dy, T), read('x', x, T), read('mean', mean), read('rstd', rstd), read('gain', gain, T)]
  return dispatch(
    label,
    [...inputs, write('partial_sums', partials, T), ...bindings, columnCount(columns)],
    spread(rowGroups + parts * columnGroups),
    body,
  )
}
