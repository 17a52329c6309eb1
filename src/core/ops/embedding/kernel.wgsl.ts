/**
 * Embedding on the GPU, and its gradient without atomics on floats.
 *
 * Ladder: scattering dx with float atomics is fast and differs from run to run. Here a workgroup owns 32 columns of one
 * row of a table and gathers: it marks which of 256 tokens at a time are its own in a bit mask (integer or: order does
 * not matter), and eight teams of threads each sum the marks of one word of the mask, in order. The teams are added up in
 * order at the end. Eight teams, because a frequent character owns a sixth of all tokens and one team would be slow.
 * The marks need barriers, which cost SwiftShader 570 ms at 256 tokens; there a thread goes through all ids by itself.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { dropoutScale, lanesOf } from '../pointwise.wgsl.ts'
import { ceilDiv, type Dispatch, dispatch, dropoutCode, read, SPREAD, spread, type Target, uniform, write } from '../wgsl.ts'
import { gatherByToken } from './byToken.wgsl.ts'

const LANES = 256
/** Columns of a team, and tokens of a word of the mask. */
const WIDE = 32
const TEAMS = LANES / WIDE

/** x [B,T,C] */
export function embeddingKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, width: C, dropout, stream, decode } = args
  const n = batch * time * C
  const body = `
${SPREAD}${dropoutCode(dropout)}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = workgroup_number(group) * ${LANES}u + lane;
  if (i >= ${n}u) { return; }
  let row = i / ${C}u;
  let c = i % ${C}u;
  let t = row % ${time}u${decode ? ' + scalars.position' : ''};
  x[i] = (wte[u32(ids[row]) * ${C}u + c]${inputs.wpe ? ` + wpe[t * ${C}u + c]` : ''}) * dropout_scale(stream_key(stream), i);
}
`
  const bindings = [read('ids', inputs.ids, 'i32'), read('wte', inputs.wte), write('x', outputs.x)]
  if (inputs.wpe) bindings.push(read('wpe', inputs.wpe))
  return [dispatch(`embedding ${outputs.x.name}`, [...bindings, uniform('stream', stream)], spread(ceilDiv(n, LANES)), body)]
}

/** dwte [V,C] and dwpe? [nCtx,C]: a workgroup for 32 columns (of vec4s where C allows) of each row of both tables. */
export function embeddingBackwardKernel(call: KernelCall, { software }: Target): Dispatch[] {
  if (call.args.vocab > call.args.batch * call.args.time) return gatherByToken(call)
  if (software) return gatherAlone(call)
  const { inputs, outputs, args } = call
  const { batch, time, width: C, vocab, ctx, dropout, stream, accumulate } = args
  const { dwte, dwpe } = outputs
  const tokens = batch * time
  const tableRows = vocab + (dwpe ? ctx : 0)
  const { T, per } = lanesOf(C)
  const columns = C / per
  const blocks = ceilDiv(columns, WIDE)
  const body = `
${SPREAD}${dropoutCode(dropout)}
var<workgroup> mine: array<atomic<u32>, ${TEAMS}>;
var<workgroup> sums: array<${T}, ${LANES}>;

fn gradient(token: u32, c: u32, key: u32) -> ${T} {
  let at = token * ${columns}u + c;
  return dx[at] * ${dropoutScale(T, 'at')};
}

@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let number = workgroup_number(group);
  if (number >= ${tableRows * blocks}u) { return; }
  let row = number / ${blocks}u;
  let team = lane / ${WIDE}u;
  let c = (number % ${blocks}u) * ${WIDE}u + lane % ${WIDE}u;
  let key = stream_key(stream);
  var sum = ${T}();
  if (row < ${vocab}u) {
    for (var first = 0u; first < ${tokens}u; first += ${LANES}u) {
      if (lane < ${TEAMS}u) { atomicStore(&mine[lane], 0u); }
      workgroupBarrier();
      if (first + lane < ${tokens}u) {
        if (u32(ids[first + lane]) == row) { atomicOr(&mine[team], 1u << (lane % ${WIDE}u)); }
      }
      workgroupBarrier();
      var left = atomicLoad(&mine[team]);
      if (c < ${columns}u) {
        while (left != 0u) {
          sum += gradient(first + team * ${WIDE}u + countTrailingZeros(left), c, key);
          left &= left - 1u;
        }
      }
      workgroupBarrier();
    }
  } else {
    let t = row - ${vocab}u;
    if (t < ${time}u && c < ${columns}u) {
      for (var b = team; b < ${batch}u; b += ${TEAMS}u) { sum += gradient(b * ${time}u + t, c, key); }
    }
  }
  sums[lane] = sum;
  workgroupBarrier();
  if (team == 0u && c < ${columns}u) {
    for (var other = 1u; other < ${TEAMS}u; other++) { sum += sums[other * ${WIDE}u + lane]; }
    if (row < ${vocab}u) { ${accumulate ? `sum += dwte[row * ${columns}u + c];` : ''} dwte[row * ${columns}u + c] = sum; }
    ${dwpe ? `else { dwpe[(row - ${vocab}u) * ${columns}u + c] = sum; }` : ''}
  }
}
`
  const bindings = [read('ids', inputs.ids, 'i32'), read('dx', inputs.dx, T), write('dwte', dwte, T)]
  if (dwpe) bindings.push(write('dwpe', dwpe, T))
  return [dispatch('embeddingBackward', [...bindings, uniform('stream', stream)], spread(tableRows * blocks), body)]
}

/** Rows of a workgroup, and how many columns (fours where C allows) of its row a thread has. */
const [ROWS, COLUMNS] = [8, 32]

/** For software adapters: a thread for a few columns of each row of both tables, which goes through all ids. */
function gatherAlone({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, width: C, vocab, ctx, dropout, stream, accumulate } = args
  const { dwte, dwpe } = outputs
  const { T, per } = lanesOf(C)
  const columns = C / per
  const blocks = ceilDiv(columns, COLUMNS)
  const tableRows = vocab + (dwpe ? ctx : 0)
  const each = (statement: string) => `for (var c = first; c < min(${columns}u, first + ${COLUMNS}u); c++) { ${statement} }`
  const add = (goal: string) => each(`${goal} + c] += dx[token * ${columns}u + c] * ${dropoutScale(T, `(token * ${columns}u + c)`)};`)
  const wte = `dwte[row * ${columns}u`
  const wpe = `dwpe[(row - ${vocab}u) * ${columns}u`
  const positions = `else {
    ${each(`${wpe} + c] = ${T}();`)}
    if (row - ${vocab}u < ${time}u) {
      for (var token = row - ${vocab}u; token < ${batch * time}u; token += ${time}u) { ${add(wpe)} }
    }
  }`
  const body = `
${SPREAD}${dropoutCode(dropout)}
@compute @workgroup_size(${ROWS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let number = workgroup_number(group);
  let row = (number / ${blocks}u) * ${ROWS}u + lane;
  if (row >= ${tableRows}u) { return; }
  let first = (number % ${blocks}u) * ${COLUMNS}u;
  let key = stream_key(stream);
  if (row < ${vocab}u) {
    ${accumulate ? '' : each(`${wte} + c] = ${T}();`)}
    for (var token = 0u; token < ${batch * time}u; token++) {
      if (u32(ids[token]) == row) { ${add(wte)} }
    }
  } ${dwpe ? positions : ''}
}
`
  const bindings = [read('ids', inputs.ids, 'i32'), read('dx', inputs.dx, T), write('dwte', dwte, T)]
  if (dwpe) bindings.push(write('dwpe', dwpe, T))
  return [dispatch('embeddingBackward', [...bindings, uniform('stream', stream)], spread(ceilDiv(tableRows, ROWS) * blocks), body)]
}
