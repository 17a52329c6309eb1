/**
 * C [M,N] = Σ over rows of aᵣᵀ·bᵣ in WGSL, two ways: tiles in workgroup memory for GPUs, registers alone for software adapters.
 *
 * Ladder of the second (SwiftShader, 4 lanes, and lavapipe, 8; CPU ms for 1,024 rows, 128 × 512): the tiles 570 and 73,
 * since every barrier suspends each subgroup; 4×8 results a lane 193 and 27; 8×8 150 and 19; 16×4 143 and 19; 16×4 with
 * a's sixteen numbers loaded by four lanes and passed around 112 and 14. A load costs such an adapter some fifteen
 * multiply-adds. 16×8 gains 10 % more and compiles three times as long.
 */
import { inFours, type Target } from '../wgsl.ts'

export interface Outer {
  M: number
  N: number
  /** of a [rows,M] and b [rows,N] */
  rows: number
  /** what one workgroup computes of C: so many rows, so many columns */
  down: number
  across: number
  /** how many of the rows it goes through, and into how many such parts they fall */
  depth: number
  splits: number
  /** the operand whose column sums are wanted too */
  bias: 'a' | 'b' | undefined
}

/** Rows between two barriers. */
const STEP = 16

/** The start of both kernels: which call, which part of its rows, and which square of C. */
const START = ({ rows, depth, splits, down, across }: Outer) => `
  let call = group.z / ${splits}u;
  let split = group.z % ${splits}u;
  let a_start = start_a(call);
  let b_start = start_b(call);
  let first = split * ${depth}u;
  let end = min(${rows}u, first + ${depth}u);
  let m0 = group.y * ${down}u;
  let n0 = group.x * ${across}u;`

/**
 * Both need `store(call, split, m, n, value)`, of four neighbours from column n, which may lie outside C, `store_bias(call, split, n, value)`
 * and `start_a(call)`, `start_b(call)`. A thread holds 4×4 results.
 */
export function outerTiles(outer: Outer): string {
  const { M, N, rows, down: tile, bias } = outer
  const edge = tile / 4
  const lanes = edge * edge
  const fetch = (name: 'a' | 'b', origin: string) => `for (var l = lane; l < ${STEP * edge}u; l += ${lanes}u) {
      ${name}_tile[l] = load_${name}(${name}_start, r + l / ${edge}u, ${origin} + 4u * (l % ${edge}u));
    }`
  const mine = bias === 'b' ? `group.y == 0u && lane < ${edge}u` : `group.x == 0u && lane < ${edge}u`
  return `
${loader('a', M, rows)}${loader('b', N, rows)}
var<workgroup> a_tile: array<vec4f, ${STEP * edge}>;
var<workgroup> b_tile: array<vec4f, ${STEP * edge}>;

@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {${START(outer)}
  let row = lane / ${edge}u;
  let column = lane % ${edge}u;
  var c0 = vec4f(); var c1 = vec4f(); var c2 = vec4f(); var c3 = vec4f();
  ${bias ? 'var bias_sum = vec4f();' : ''}
  for (var r = first; r < end; r += ${STEP}u) {
    ${fetch('a', 'm0')}
    ${fetch('b', 'n0')}
    workgroupBarrier();
    for (var s = 0u; s < ${STEP}u; s++) {
      let x = a_tile[s * ${edge}u + row]; let y = b_tile[s * ${edge}u + column];
      c0 += x.x * y; c1 += x.y * y; c2 += x.z * y; c3 += x.w * y;
    }
    ${bias ? `if (${mine}) { for (var s = 0u; s < ${STEP}u; s++) { bias_sum += ${bias}_tile[s * ${edge}u + lane]; } }` : ''}
    workgroupBarrier();
  }
  ${[0, 1, 2, 3].map((i) => `store(call, split, m0 + 4u * row + ${i}u, n0 + 4u * column, c${i});`).join('\n  ')}
  ${bias ? `if (${mine}) { store_bias(call, split, ${bias === 'b' ? 'n0' : 'm0'} + 4u * lane, bias_sum); }` : ''}
}
`
}

/** 16×4 results a lane, eight lanes side by side; no barrier, no workgroup memory. */
export function outerDirect(outer: Outer, { subgroups }: Target): { enable: string; code: string } {
  const { M, N, bias } = outer
  const each = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('\n    ')
  const load = (i: string) => `load_a(a_start, r, m0 + 4u * ${i})`
  const code = `
${loader('a', M)}${loader('b', N)}
@compute @workgroup_size(8)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32${subgroups ? ', @builtin(subgroup_invocation_id) peer: u32' : ''}) {${START(outer)}
  let n = n0 + 4u * lane;
  ${each(16, (i) => `var c${i} = vec4f();`)}
  ${bias === 'a' ? each(4, (i) => `var bias_sum${i} = vec4f();`) : 'var bias_sum = vec4f();'}
  for (var r = first; r < end; r++) {
    let y = load_b(b_start, r, n);
    ${subgroups ? `let quarter = ${load('(peer % 4u)')};` : ''}
    ${each(4, (i) => `let x${i} = ${subgroups ? `subgroupBroadcast(quarter, ${i}u)` : load(`${i}u`)};`)}
    ${each(16, (i) => `c${i} += x${i >> 2}[${i & 3}] * y;`)}
    ${bias === 'a' ? each(4, (i) => `bias_sum${i} += x${i};`) : bias ? 'bias_sum += y;' : ''}
  }
  ${each(16, (i) => `store(call, split, m0 + ${i}u, n, c${i});`)}
  ${bias === 'b' ? 'if (group.y == 0u) { store_bias(call, split, n, bias_sum); }' : ''}
  ${bias === 'a' ? `if (group.x == 0u && lane == 0u) { ${each(4, (i) => `store_bias(call, split, m0 + ${4 * i}u, bias_sum${i});`)} }` : ''}
}
`
  return { enable: subgroups ? 'enable subgroups;' : '', code }
}

/** `load_<name>(start, r, c)`: four neighbours of row r from column c on (a multiple of 4); zeros to the right of the last, and below row `rows`. */
function loader(name: string, columns: number, rows?: number): string {
  const outside = [`c >= ${columns}u`, ...(rows ? [`r >= ${rows}u`] : [])].join(' || ')
  const fours = `return ${name}[(start + r * ${columns}u + c) / 4u];`
  const ones = `var v = vec4f();
  for (var j = 0u; j < 4u; j++) {
    if (c + j < ${columns}u) { v[j] = ${name}[start + r * ${columns}u + c + j]; }
  }
  return v;`
  return `fn load_${name}(start: u32, r: u32, c: u32) -> vec4f {
  if (${outside}) { return vec4f(); }
  ${inFours(columns) ? fours : ones}
}
`
}
