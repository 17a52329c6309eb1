/**
 * A tiled matrix product in WGSL, C = op(A)·op(B), for the three forms that a linear layer and its gradients need.
 *
 * Ladder (reasoned for discrete and integrated GPUs; measured only on SwiftShader, which is not one):
 *  1. one thread an element: every operand is read from memory K times
 *  2. 16×16 tiles in workgroup memory: 16 times fewer reads, bound by workgroup memory (2 loads a multiply-add)
 *  3. 64×64 tiles, 4×4 results a thread in registers, vec4 loads: 8 vec4 loads for 64 multiply-adds. This one
 *  4. 32×32 tiles with the same inner loop where 64×64 would leave a GPU mostly idle
 *  5. rows of K-contiguous tiles padded by one vec4: the 16 rows that a column of threads reads fall into distinct banks
 * No form transposes: an operand whose rows run along K is dotted in fours, the other kind is broadcast.
 */
import { inFours } from '../wgsl.ts'

/** NN: A [M,K], B [K,N]. NT: A [M,K], B [N,K]. TN: A [K,M], B [K,N]. */
export type Form = 'NN' | 'NT' | 'TN'

export interface Matmul {
  form: Form
  M: number
  N: number
  K: number
  /** edge of the square of C that a workgroup computes; its threads are (tile / 4)² */
  tile: 32 | 64
  /** how much of K a workgroup goes through; workgroup z starts at z · depth */
  depth: number
}

/** Steps of K between two barriers. */
const STEP = 16

/** Is element (m, n) stored alone, or with its three neighbours on the right? */
export const storesFours = ({ form, N }: Pick<Matmul, 'form' | 'N'>): boolean => form !== 'NT' && inFours(N)
/** The element types under which A and B must be bound. */
export function operandTypes({ form, M, N, K }: Pick<Matmul, 'form' | 'M' | 'N' | 'K'>): { a: 'f32' | 'vec4f'; b: 'f32' | 'vec4f' } {
  const type = (rowLength: number) => (inFours(rowLength) ? 'vec4f' : 'f32')
  return { a: type(form === 'TN' ? M : K), b: type(form === 'NT' ? K : N) }
}
/** 64×64 where that still makes some 64 workgroups, else 32×32. */
export const tileFor = (M: number, N: number): 32 | 64 => (Math.ceil(M / 64) * Math.ceil(N / 64) >= 64 ? 64 : 32)

/**
 * The module's code. The caller declares `a` and `b` (see `operandTypes`) and supplies
 * `fn store(m: u32, n: u32, split: u32, value: T)`, T = vec4f where `storesFours`, else f32; it is only called inside C.
 * `perStep` is pasted after each load of the tiles, `atEnd` once; both see `lane`, `origin` and the tiles.
 */
export function matmulCode(shape: Matmul, { perStep = '', before = '', atEnd = '' } = {}): string {
  const { form, M, N, K, tile, depth } = shape
  const edge = tile / 4
  const lanes = edge * edge
  const aAlongK = form !== 'TN'
  const bAlongK = form === 'NT'
  const size = (alongK: boolean) => (alongK ? tile * (STEP / 4 + 1) : (tile * STEP) / 4)

  const fetch = (name: 'a' | 'b', alongK: boolean, origin: string) => {
    const [across, at, from] = alongK
      ? [STEP / 4, `r * ${STEP / 4 + 1}u + q`, `${origin} + r, k + 4u * q`]
      : [edge, 'l', `k + r, ${origin} + 4u * q`]
    return `for (var l = lane; l < ${(tile * STEP) / 4}u; l += ${lanes}u) {
      let r = l / ${across}u;
      let q = l % ${across}u;
      ${name}_tile[${at}] = load_${name}(${from});
    }`
  }

  return `
${loader('a', aAlongK ? M : K, aAlongK ? K : M)}
${loader('b', bAlongK ? N : K, bAlongK ? K : N)}
var<workgroup> a_tile: array<vec4f, ${size(aAlongK)}>;
var<workgroup> b_tile: array<vec4f, ${size(bAlongK)}>;

@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let origin = vec2u(group.y, group.x) * ${tile}u; // row, column of C
  let split = group.z;
  let row = lane / ${edge}u;
  let column = lane % ${edge}u;
  ${each(4, (i) => `var c${i} = vec4f();`)}
  ${before}
  let k_end = min(${K}u, (split + 1u) * ${depth}u);
  for (var k = split * ${depth}u; k < k_end; k += ${STEP}u) {
    ${fetch('a', aAlongK, 'origin.x')}
    ${fetch('b', bAlongK, 'origin.y')}
    workgroupBarrier();
    ${inner(form, edge)}
    ${perStep}
    workgroupBarrier();
  }
  ${emit(shape)}
  ${atEnd}
}
`
}

/** 4×4 results times STEP of K, from the tiles. */
function inner(form: Form, edge: number): string {
  const padded = STEP / 4 + 1
  if (form === 'TN') {
    return `for (var s = 0u; s < ${STEP}u; s++) {
      let x = a_tile[s * ${edge}u + row]; let y = b_tile[s * ${edge}u + column];
      c0 += x.x * y; c1 += x.y * y; c2 += x.z * y; c3 += x.w * y;
    }`
  }
  const rows = each(4, (i) => `let x${i} = a_tile[(4u * row + ${i}u) * ${padded}u + q];`)
  if (form === 'NN') {
    return `for (var q = 0u; q < ${STEP / 4}u; q++) {
      ${rows}
      ${each(4, (j) => `let y${j} = b_tile[(4u * q + ${j}u) * ${edge}u + column];`)}
      ${each(4, (i) => `c${i} += x${i}.x * y0 + x${i}.y * y1 + x${i}.z * y2 + x${i}.w * y3;`)}
    }`
  }
  return `for (var q = 0u; q < ${STEP / 4}u; q++) {
      ${rows}
      ${each(4, (j) => `let y${j} = b_tile[(column + ${j * edge}u) * ${padded}u + q];`)}
      ${each(4, (i) => `c${i} += vec4f(dot(x${i}, y0), dot(x${i}, y1), dot(x${i}, y2), dot(x${i}, y3));`)}
    }`
}

/**
 * Hands a thread's results to `store`, without what lies outside C. These are loops, which drivers unroll, over a copy:
 * where one does not, the sums above stay in registers all the same.
 */
function emit(shape: Matmul): string {
  const { form, M, N, tile } = shape
  const column = form === 'NT' ? `origin.y + column + ${tile / 4}u * j` : 'origin.y + 4u * column + j'
  const one = storesFours(shape)
    ? `let n = origin.y + 4u * column;
    if (m < ${M}u && n < ${N}u) { store(m, n, split, results[i]); }`
    : `for (var j = 0u; j < 4u; j++) {
      let n = ${column};
      if (m < ${M}u && n < ${N}u) { store(m, n, split, results[i][j]); }
    }`
  return `var results = array<vec4f, 4>(c0, c1, c2, c3);
  for (var i = 0u; i < 4u; i++) {
    let m = origin.x + 4u * row + i;
    ${one}
  }`
}

/** `load_<name>(r, c)`: four neighbours of row r from column c on (a multiple of 4); zeros outside. */
function loader(name: string, rows: number, columns: number): string {
  const fours = `
  if (c >= ${columns}u) { return vec4f(); }
  return ${name}[(r * ${columns}u + c) / 4u];`
  const ones = `
  var v = vec4f();
  for (var j = 0u; j < 4u; j++) {
    if (c + j < ${columns}u) { v[j] = ${name}[r * ${columns}u + c + j]; }
  }
  return v;`
  return `fn load_${name}(r: u32, c: u32) -> vec4f {
  if (r >= ${rows}u) { return vec4f(); }${inFours(columns) ? fours : ones}
}`
}

const each = (n: number, line: (i: number) => string): string => Array.from({ length: n }, (_, i) => line(i)).join('\n    ')
