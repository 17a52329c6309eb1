/**
 * A few rows times a matrix on a GPU: a token that is decoded, or a prompt. What there is to do is to read the matrix, so the sum over K
 * is shared out among the threads of a workgroup, neighbours read neighbours, and the shares are added up in a fixed tree.
 * K's threads and the tree depend on nothing but the kernel, so a row has the same bits alone and among others.
 *
 * Ladder: the tiles of matmul.wgsl.ts give a product of one row and 768 columns 24 workgroups of 64 threads, of which 56 compute
 * rows that are not there, in chains of 3,072; here they are 24 workgroups of 256 with chains of 96, for packed matrices 96 of them.
 * Software adapters run threads one after the other and pay for each barrier: there a thread has a column, and there is no tree.
 */
import { inFours } from '../wgsl.ts'
import { storesFours } from './matmul.wgsl.ts'
import type { Product } from './tiles.ts'

/** How a workgroup divides its work. */
export interface Division {
  /** threads that share a sum, a power of two */
  deep: number
  /** threads side by side, and columns of each */
  across: number
  columns: 1 | 4
  /** rows of a workgroup */
  rows: number
  /** which threads are neighbours */
  neighbours: 'deep' | 'across'
}

export const wide = ({ across, columns }: Division): number => across * columns
export const gridOf = ({ M, N }: Pick<Product, 'M' | 'N'>, division: Division) =>
  [Math.ceil(N / wide(division)), Math.ceil(M / division.rows), 1] as const

/** Rows of a workgroup: their sums fit into the 16 KiB of workgroup memory, and a matrix is read once for four. */
export const rowsTogether = (M: number): number => (M === 1 ? 1 : 4)

const division = ({ form, M, N }: Product): Division => ({
  deep: 32,
  across: 8,
  rows: rowsTogether(M),
  columns: form === 'NN' && inFours(N) ? 4 : 1,
  neighbours: form === 'NN' ? 'across' : 'deep',
})

/** The product's module and grid. The caller declares `a` and `b` with these types, and supplies `store` as for matmulCode. */
export function vectorKernel(product: Product) {
  const { form, M, N, K } = product
  const how = division(product)
  const fours = inFours(form === 'NN' ? N : K)
  const step = form === 'NT' && fours ? 4 : 1
  const x = (r: number) => `a[min(m0 + ${r}u, ${M - 1}u) * ${K / step}u + k]`
  const multiply =
    form === 'NN'
      ? `let w = b[k * ${fours ? N / 4 : N}u + min(n / ${how.columns}u, ${fours ? N / 4 - 1 : N - 1}u)];
    ${rowsOf(how, (r) => `s${r} = fma(${fours ? `vec4f(${x(r)})` : x(r)}, w, s${r});`)}`
      : `let w = b[min(n, ${N - 1}u) * ${K / step}u + k];
    ${rowsOf(how, (r) => `s${r} = fma(${x(r)}, w, s${r});`)}`
  const T = fours ? 'vec4f' : 'f32'
  const code = fewRowsCode(
    { M, N },
    how,
    storesFours({ N }) ? 4 : 1,
    `
  ${rowsOf(how, (r) => `var s${r} = ${T}();`)}
  for (var k = d; k < ${K / step}u; k += ${how.deep}u) {
    ${multiply}
  }
  ${rowsOf(how, (r) => (form === 'NN' ? keep(how, r, `s${r}`) : keep(how, r, fours ? `(s${r}.x + s${r}.y) + (s${r}.z + s${r}.w)` : `s${r}`)))}`,
  )
  return { types: { a: step === 4 ? ('vec4f' as const) : ('f32' as const), b: T as 'vec4f' | 'f32' }, code, grid: gridOf(product, how) }
}

export const rowsOf = ({ rows }: Division, line: (r: number) => string): string =>
  Array.from({ length: rows }, (_, r) => line(r)).join('\n    ')

/** WGSL that keeps a thread's share of row r: a number, or those of its four columns. */
export function keep(how: Division, r: number, value: string): string {
  const at = `parts[(${r * how.deep}u + d) * ${wide(how)}u + ${how.columns}u * column`
  return how.columns === 1 ? `${at}] = ${value};` : [0, 1, 2, 3].map((j) => `${at} + ${j}u] = ${value}[${j}];`).join(' ')
}

/**
 * The frame: `body` has `m0`, the workgroup's first row, `n`, the thread's first column, which may lie outside, and `d`, its number among
 * those that share a sum; it keeps its shares. `store` takes `per` neighbours at once.
 */
export function fewRowsCode({ M, N }: Pick<Product, 'M' | 'N'>, how: Division, per: 1 | 4, body: string): string {
  const { deep, across, rows, columns } = how
  const [W, threads] = [wide(how), deep * across]
  const [place, lanes] = how.neighbours === 'across' ? [`lane / ${across}u`, `lane % ${across}u`] : [`lane % ${deep}u`, `lane / ${deep}u`]
  const sum = (j: number) => `parts[at + ${j}u]`
  const tree = `  for (var half = ${deep / 2}u; half > 0u; half /= 2u) {
    for (var i = lane; i < ${rows * W}u * half; i += ${threads}u) {
      let at = i / (half * ${W}u) * ${deep * W}u + i % (half * ${W}u);
      parts[at] += parts[at + half * ${W}u];
    }
    workgroupBarrier();
  }
`
  return `
var<workgroup> parts: array<f32, ${rows * deep * W}>;
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let d = ${place};
  let column = ${lanes};
  let m0 = group.y * ${rows}u;
  let n = group.x * ${W}u + ${columns}u * column;
  ${body}
  workgroupBarrier();
${deep === 1 ? '' : tree}  for (var i = lane; i < ${(rows * W) / per}u; i += ${threads}u) {
    let at = i / ${W / per}u * ${deep * W}u + i % ${W / per}u * ${per}u;
    let m = m0 + i / ${W / per}u;
    let here = group.x * ${W}u + i % ${W / per}u * ${per}u;
    if (m < ${M}u && here < ${N}u) { store(m, here, ${per === 4 ? `vec4f(${[0, 1, 2, 3].map(sum).join(', ')})` : sum(0)}); }
  }
}
`
}
