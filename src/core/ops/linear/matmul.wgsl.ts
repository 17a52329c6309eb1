/**
 * A matrix product in WGSL, C = A·B or A·Bᵀ, in any of the tiles of tiles.ts, with the same bits in all of them.
 *
 * Each result is one chain c = fma(a_k, b_k, c) with k upwards, written as explicit fma so that no driver contracts one
 * tile otherwise than another. What lies outside A and B along K enters as zeros, which change no sum; along M and N the
 * last row or column is read again, and what comes of it is not stored.
 *
 * Ladder (GFLOP/s at 256×256×64; Dawn in Node, two busy cores, lavapipe and SwiftShader):
 *  1. 64×64 tiles through workgroup memory, 4×4 results a thread: 1.5 and 0.05. Software adapters run the threads of a
 *     workgroup as coroutines and pay for every barrier; on a GPU these are the tiles to have
 *  2. no workgroup memory, 4×4 results a thread, vec4 loads: 4.7 and 0.6
 *  3. 8×8 results a thread: 5 and 2.6. Threads of a workgroup share their rows, so what they read of A is one address
 *  4. B as scalars, neighbouring threads reading neighbours: not faster than vec4 on either
 * Where B's rows run along K, four of them are transposed in registers: dot products would sum in another order.
 */
import { ceilDiv, inFours } from '../wgsl.ts'
import { height, type Product, type Tile, width } from './tiles.ts'

/** Is element (m, n) stored alone, or with its three neighbours on the right? */
export const storesFours = ({ N }: Pick<Product, 'N'>): boolean => inFours(N)

/** The element types under which A and B must be bound. */
export function operandTypes({ form, N, K }: Pick<Product, 'form' | 'N' | 'K'>): { a: 'f32' | 'vec4f'; b: 'f32' | 'vec4f' } {
  const type = (rowLength: number) => (inFours(rowLength) ? 'vec4f' : 'f32')
  return { a: type(K), b: type(form === 'NT' ? K : N) }
}

/** The grid of workgroups that covers C. */
export const grid = ({ M, N }: Product, tile: Tile) => [ceilDiv(N, width(tile)), ceilDiv(M, height(tile)), 1] as const

/**
 * The module's code. The caller declares `a` and `b` (see `operandTypes`) and supplies `fn store(m: u32, n: u32, value: T)`,
 * T = vec4f where `storesFours`, else f32; it is only called inside C.
 */
export function matmulCode(product: Product, tile: Tile): string {
  const { form, M, N, K } = product
  const { rows, fours, across, down, step } = tile
  const shared = tile.through === 'workgroup'
  const stride = shared ? step : 4
  return `
${alongK('a', M, K, M % height(tile) === 0, K % stride === 0)}
${form === 'NT' ? alongK('b', N, K, N % width(tile) === 0, K % stride === 0) : acrossN(product, N % width(tile) === 0, K % stride === 0)}
${shared ? tileMemory(product, tile) : ''}
@compute @workgroup_size(${across * down})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  // A thread has rows m … and, for each v, the four columns from 4 · (column + ${across}·v).
  let row = ${down === 1 ? '0u' : `lane / ${across}u`};
  let lane_column = ${down === 1 ? 'lane' : `lane % ${across}u`};
  let m = group.y * ${height(tile)}u + ${rows}u * row;
  let column = group.x * ${width(tile) / 4}u + lane_column;
  ${each(rows, (i) => each(fours, (v) => `var c${i}_${v} = vec4f();`, ' '))}
  ${shared ? throughWorkgroup(product, tile) : throughRegisters(product, tile)}
  ${emit(product, tile)}
}
`
}

function throughRegisters(product: Product, { rows, fours, across }: Tile): string {
  const { form, N, K } = product
  const b = (v: number, j: number) =>
    form === 'NT' ? `load_b(4u * (column + ${across * v}u) + ${j}u, q)` : `load_b(4u * q + ${j}u, column + ${across * v}u)`
  return `if (4u * column >= ${N}u) { return; }
  for (var q = 0u; q < ${ceilDiv(K, 4)}u; q++) {
    ${each(rows, (i) => `let x${i} = load_a(m + ${i}u, q);`)}
    ${each(fours, (v) => each(4, (j) => `let y${v}_${j} = ${b(v, j)};`))}
    ${multiply(product, rows, fours)}
  }`
}

/** Rows of tiles that run along K are padded by one vec4: what a column of threads reads lies in distinct banks. */
const padded = (step: number): number => step / 4 + 1

function tileMemory({ form }: Product, tile: Tile): string {
  const bSize = form === 'NT' ? width(tile) * padded(tile.step) : (width(tile) * tile.step) / 4
  return `var<workgroup> a_tile: array<vec4f, ${height(tile) * padded(tile.step)}>;
var<workgroup> b_tile: array<vec4f, ${bSize}>;
`
}

function throughWorkgroup(product: Product, tile: Tile): string {
  const { form, K } = product
  const { rows, fours, across, down, step } = tile
  const pad = padded(step)
  const wide = width(tile) / 4
  const fetch = (count: number, line: string) => `for (var l = lane; l < ${count}u; l += ${across * down}u) { ${line} }`
  const along = `let r = l / ${step / 4}u; let s = l % ${step / 4}u;`
  const fetchA = fetch((height(tile) * step) / 4, `${along} a_tile[r * ${pad}u + s] = load_a(group.y * ${height(tile)}u + r, q + s);`)
  // Row n of B lies at (n % 4) · wide + n / 4, so that the four rows of a thread are as far apart as its neighbours' are near.
  const fetchB =
    form === 'NT'
      ? fetch(
          (width(tile) * step) / 4,
          `${along} b_tile[((r % 4u) * ${wide}u + r / 4u) * ${pad}u + s] = load_b(group.x * ${width(tile)}u + r, q + s);`,
        )
      : fetch((width(tile) * step) / 4, `b_tile[l] = load_b(4u * q + l / ${wide}u, group.x * ${wide}u + l % ${wide}u);`)
  const b = (v: number, j: number) =>
    form === 'NT'
      ? `b_tile[(${j * wide}u + lane_column + ${across * v}u) * ${pad}u + s]`
      : `b_tile[(4u * s + ${j}u) * ${wide}u + lane_column + ${across * v}u]`
  return `for (var q = 0u; q < ${ceilDiv(K, 4)}u; q += ${step / 4}u) {
    ${fetchA}
    ${fetchB}
    workgroupBarrier();
    for (var s = 0u; s < ${step / 4}u; s++) {
      ${each(rows, (i) => `let x${i} = a_tile[(${rows}u * row + ${i}u) * ${pad}u + s];`)}
      ${each(fours, (v) => each(4, (j) => `let y${v}_${j} = ${b(v, j)};`))}
      ${multiply(product, rows, fours)}
    }
    workgroupBarrier();
  }`
}

/** Four steps of K, in order, for all results of a thread. */
function multiply({ form }: Product, rows: number, fours: number): string {
  const component = (k: number) => 'xyzw'[k]
  const y = (v: number, k: number) =>
    form === 'NT' ? `vec4f(${[0, 1, 2, 3].map((j) => `y${v}_${j}.${component(k)}`).join(', ')})` : `y${v}_${k}`
  return each(4, (k) =>
    each(
      fours,
      (v) =>
        `let z${v}_${k} = ${y(v, k)};\n    ${each(rows, (i) => `c${i}_${v} = fma(vec4f(x${i}.${component(k)}), z${v}_${k}, c${i}_${v});`)}`,
    ),
  )
}

/** Hands a thread's results to `store`: a loop over a copy, so that a long epilogue is compiled once and the sums stay in registers. */
function emit(product: Product, tile: Tile): string {
  const { M, N } = product
  const { rows, fours, across } = tile
  const inside = M % height(tile) === 0 ? '' : `if (m + i >= ${M}u) { break; }`
  const one = (v: number) => {
    const value = `results[${fours}u * i + ${v}u]`
    if (storesFours(product)) return `if (n${v} < ${N}u) { store(m + i, n${v}, ${value}); }`
    return `for (var j = 0u; j < min(4u, ${N}u - min(n${v}, ${N}u)); j++) { store(m + i, n${v} + j, ${value}[j]); }`
  }
  return `var results = array<vec4f, ${rows * fours}>(${Array.from({ length: rows * fours }, (_, i) => `c${Math.floor(i / fours)}_${i % fours}`).join(', ')});
  ${each(fours, (v) => `let n${v} = 4u * (column + ${across * v}u);`)}
  for (var i = 0u; i < ${rows}u; i++) {
    ${inside}
    ${each(fours, one)}
  }`
}

/** `load_<name>(r, q)`: elements 4q … 4q + 3 of row r of a matrix [rows, K]; zeros beyond K, the last row again beyond the rows. */
function alongK(name: string, rows: number, K: number, rowsFit: boolean, kFits: boolean): string {
  const row = rowsFit ? 'r' : `min(r, ${rows - 1}u)`
  if (inFours(K)) {
    return `fn load_${name}(r: u32, q: u32) -> vec4f {
  ${kFits ? '' : `if (q >= ${K / 4}u) { return vec4f(); }`}
  return ${name}[${row} * ${K / 4}u + q];
}`
  }
  return `fn load_${name}(r: u32, q: u32) -> vec4f {
  var v = vec4f();
  let at = ${row} * ${K}u;
  for (var j = 0u; j < 4u; j++) {
    if (4u * q + j < ${K}u) { v[j] = ${name}[at + 4u * q + j]; }
  }
  return v;
}`
}

/** `load_b(k, f)`: columns 4f … 4f + 3 of row k of B [K,N]; zeros beyond K, the last columns again beyond N. */
function acrossN({ N, K }: Product, columnsFit: boolean, kFits: boolean): string {
  const outside = kFits ? '' : `if (k >= ${K}u) { return vec4f(); }`
  if (inFours(N)) {
    return `fn load_b(k: u32, f: u32) -> vec4f {
  ${outside}
  return b[k * ${N / 4}u + ${columnsFit ? 'f' : `min(f, ${N / 4 - 1}u)`}];
}`
  }
  const at = (j: number) => `b[k * ${N}u + min(4u * f + ${j}u, ${N - 1}u)]`
  return `fn load_b(k: u32, f: u32) -> vec4f {
  ${outside}
  return vec4f(${[0, 1, 2, 3].map(at).join(', ')});
}`
}

const each = (n: number, line: (i: number) => string, separator = '\n    '): string =>
  Array.from({ length: n }, (_, i) => line(i)).join(separator)
