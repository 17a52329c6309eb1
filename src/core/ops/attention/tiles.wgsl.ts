/** The tile arithmetic that attention's forward and backward share on real GPUs: 32×32 blocks of scores, 64 threads, 4×4 results each. */
import { type Binding, inFours } from '../wgsl.ts'

/** Edge of a block of scores. */
export const BLOCK = 32
export const LANES = 64

/** A head's matrix inside a bound tensor: element (t, d) is at base + t · stride + d, for t < T and d < D. */
export interface HeadMatrix {
  /** the bound variable */
  buffer: string
  /** WGSL */
  base: string
  stride: number
}

export const fours = (headSize: number): Binding['type'] => (inFours(headSize) ? 'vec4f' : 'f32')
/** Blocks of 32 columns in a head. */
export const columnBlocks = (headSize: number): number => Math.ceil(headSize / BLOCK)

/** Above this the accumulators no longer fit into registers, and unrolling only makes the code long. */
const UNROLLED = 4

/** Repeats WGSL for every block of 32 columns: written out for usual heads, so that accumulators stay in registers. */
export function eachColumnBlock(headSize: number, body: (block: string) => string): string {
  const n = columnBlocks(headSize)
  if (n <= UNROLLED) return Array.from({ length: n }, (_, i) => body(`${i}u`)).join('\n')
  return `for (var block = 0u; block < ${n}u; block++) {\n${body('block')}\n}`
}

/** `load_<name>(base, t, d)`: four neighbours from column d (a multiple of 4) of row t; zeros outside [T, D]. */
export function headLoader(name: string, { buffer, stride }: Omit<HeadMatrix, 'base'>, T: number, D: number): string {
  const body = inFours(D)
    ? `if (d >= ${D}u) { return vec4f(); }
  return ${buffer}[(base + t * ${stride}u + d) / 4u];`
    : `var v = vec4f();
  for (var j = 0u; j < 4u; j++) {
    if (d + j < ${D}u) { v[j] = ${buffer}[base + t * ${stride}u + d + j]; }
  }
  return v;`
  return `fn load_${name}(base: u32, t: u32, d: u32) -> vec4f {
  if (t >= ${T}u) { return vec4f(); }
  ${body}
}
`
}

/** `save_<name>(base, t, d, v)`: the inverse of a loader. */
export function headSaver(name: string, { buffer, stride }: Omit<HeadMatrix, 'base'>, T: number, D: number): string {
  const body = inFours(D)
    ? `if (d < ${D}u) { ${buffer}[(base + t * ${stride}u + d) / 4u] = v; }`
    : `for (var j = 0u; j < 4u; j++) {
    if (d + j < ${D}u) { ${buffer}[base + t * ${stride}u + d + j] = v[j]; }
  }`
  return `fn save_${name}(base: u32, t: u32, d: u32, v: vec4f) {
  if (t >= ${T}u) { return; }
  ${body}
}
`
}

/**
 * Workgroup memory and the two products.
 * - `s_tile` [32][33]: a block of scores, row by row, padded against bank conflicts
 * - `x_tile`: slices of the operands
 * A thread (`row`, `column` in 8×8) holds results (4·row + i, column + 8·j) of a score block,
 * and (4·row + i, 32·block + 4·column + j) of an output block.
 */
export const TILES = `
var<workgroup> x_tile: array<vec4f, 320>;
var<workgroup> s_tile: array<f32, ${BLOCK * (BLOCK + 1)}>;
`

/**
 * `result` (declared here) = the 32×32 block A·Bᵀ, 4×4 a thread, summed over the head. The loaders are called as load(base, first + r, d).
 * Its zeros are written out: inside a loop, Dawn on SwiftShader kept an uninitialized variable's last values.
 */
export function scoreProduct(result: string, D: number, a: { load: string; base: string; first: string }, b: typeof a): string {
  return `
  var ${result} = array<vec4f, 4>();
  for (var d0 = 0u; d0 < ${D}u; d0 += 16u) {
    for (var l = lane; l < 128u; l += ${LANES}u) {
      x_tile[(l / 4u) * 5u + l % 4u] = ${a.load}(${a.base}, ${a.first} + l / 4u, d0 + 4u * (l % 4u));
      x_tile[160u + (l / 4u) * 5u + l % 4u] = ${b.load}(${b.base}, ${b.first} + l / 4u, d0 + 4u * (l % 4u));
    }
    workgroupBarrier();
    for (var q = 0u; q < 4u; q++) {
      ${[0, 1, 2, 3].map((i) => `let x${i} = x_tile[(4u * row + ${i}u) * 5u + q];`).join(' ')}
      ${[0, 1, 2, 3].map((j) => `let y${j} = x_tile[160u + (column + ${8 * j}u) * 5u + q];`).join(' ')}
      ${[0, 1, 2, 3].map((i) => `${result}[${i}] += vec4f(dot(x${i}, y0), dot(x${i}, y1), dot(x${i}, y2), dot(x${i}, y3));`).join('\n      ')}
    }
    workgroupBarrier();
  }`
}

/** s_tile = the expression, in which `r` and `c` are a score's place in the block and `i` and `j` its place in the thread; then a barrier. */
export function storeScores(expression: string): string {
  return `for (var i = 0u; i < 4u; i++) {
    for (var j = 0u; j < 4u; j++) {
      let r = 4u * row + i;
      let c = column + 8u * j;
      s_tile[r * ${BLOCK + 1}u + c] = ${expression};
    }
  }
  workgroupBarrier();`
}

/** accumulator[4·block + i] += s_tile · X, X being 32 rows from `first` on; ends with a barrier. */
export function addProduct(accumulator: string, D: number, x: { load: string; base: string; first: string }): string {
  return eachColumnBlock(
    D,
    (block) => `
  for (var l = lane; l < 256u; l += ${LANES}u) {
    x_tile[l] = ${x.load}(${x.base}, ${x.first} + l / 8u, ${BLOCK}u * ${block} + 4u * (l % 8u));
  }
  workgroupBarrier();
  for (var s = 0u; s < ${BLOCK}u; s++) {
    let y = x_tile[s * 8u + column];
    ${[0, 1, 2, 3].map((i) => `${accumulator}[4u * ${block} + ${i}u] += s_tile[(4u * row + ${i}u) * ${BLOCK + 1}u + s] * y;`).join('\n    ')}
  }
  workgroupBarrier();`,
  )
}
