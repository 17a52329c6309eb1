/**
 * What attention's kernels for software adapters share: a lane owns a few rows (queries, or keys), holds them in
 * registers, and walks through the rows of the other kind, which all lanes of a workgroup read at once.
 *
 * Such adapters pay for barriers, since each one suspends every subgroup, and for loads, some fifteen multiply-adds each; so
 * there are no tiles, and where lanes can pass numbers to each other, four lanes share the loads of a row.
 *
 * Ladder (CPU ms of the forward pass at B8 T128 H4 D32 on SwiftShader and on lavapipe): tiles 207 and 32; a query a lane
 * 105 and 29; four queries a lane 53 and 9; with shared loads 32 and 6. Keys by fours, to rescale less often, gained nothing.
 */
import { inFours, type Target } from '../wgsl.ts'

/** Lanes of a workgroup: the widest subgroup of the adapters it is for. */
export const LANES = 8

export interface Rows {
  headSize: number
  target: Target
}

/** Vec4s in a row of a head, the last one filled up with zeros. */
const columnsOf = (headSize: number): number => Math.ceil(headSize / 4)

/**
 * Rows that a lane owns, if it keeps `kept` vectors of a row's length for each. More rows mean fewer loads, and code that
 * takes longer to compile: four rows of 32 take four times as long as one and halve the time of a replay.
 */
export const rowsFor = (headSize: number, kept: number, most: number): number =>
  Math.max(1, Math.min(most, Math.floor(48 / (kept * columnsOf(headSize)))))

export const each = (n: number, line: (i: number) => string, between = '\n    '): string =>
  Array.from({ length: n }, (_, i) => line(i)).join(between)

/** WGSL of `load_<name>(at, c)`: the vec4 c of the row that starts at element `at`. */
export function rowLoader(name: string, headSize: number): string {
  const body = inFours(headSize)
    ? `return ${name}[at / 4u + c];`
    : `var v = vec4f();
  for (var j = 0u; j < 4u; j++) {
    if (4u * c + j < ${headSize}u) { v[j] = ${name}[at + 4u * c + j]; }
  }
  return v;`
  return `fn load_${name}(at: u32, c: u32) -> vec4f {
  ${body}
}
`
}

/** WGSL of `save_<name>(at, c, value)`, the inverse. */
export function rowSaver(name: string, headSize: number): string {
  const body = inFours(headSize)
    ? `${name}[at / 4u + c] = v;`
    : `for (var j = 0u; j < 4u; j++) {
    if (4u * c + j < ${headSize}u) { ${name}[at + 4u * c + j] = v[j]; }
  }`
  return `fn save_${name}(at: u32, c: u32, v: vec4f) {
  ${body}
}
`
}

/** A row of other widths is an array and code runs over it in loops: slower, but written out it takes seconds to compile. */
const writtenOut = (headSize: number): boolean => headSize <= 32 || headSize === 48 || headSize === 64

/** WGSL for each vec4 of a row: `c` is its number, and `at(name)` that vec4 of a row in registers. */
export function eachColumn(headSize: number, body: (c: string, at: (name: string) => string) => string): string {
  const n = columnsOf(headSize)
  if (writtenOut(headSize)) return each(n, (c) => body(`${c}u`, (name) => `${name}_${c}`))
  return `for (var c = 0u; c < ${n}u; c++) { ${body('c', (name) => `${name}[c]`)} }`
}

/** Declares a row in registers. */
export function declareRow(name: string, headSize: number, value: (c: string) => string, kind: 'let' | 'var' = 'let'): string {
  const n = columnsOf(headSize)
  if (writtenOut(headSize)) return each(n, (c) => `${kind} ${name}_${c} = ${value(`${c}u`)};`)
  return `var ${name} = array<vec4f, ${n}>(); for (var c = 0u; c < ${n}u; c++) { ${name}[c] = ${value('c')}; }`
}

/** Do four lanes share the loads of a row? */
export const shares = ({ headSize, target }: Rows): boolean => target.subgroups && headSize % 16 === 0 && writtenOut(headSize)

/** Declares a row that all lanes read, from element `at` on. Must stand in uniform control flow. */
export function sharedRow(name: string, buffer: string, at: string, rows: Rows): string {
  if (!shares(rows)) return declareRow(name, rows.headSize, (c) => `load_${buffer}(${at}, ${c})`)
  return each(columnsOf(rows.headSize) / 4, (q) => {
    const part = `let ${name}_part${q} = load_${buffer}(${at}, ${4 * q}u + peer % 4u);`
    return `${part} ${each(4, (i) => `let ${name}_${4 * q + i} = subgroupBroadcast(${name}_part${q}, ${i}u);`, ' ')}`
  })
}

/** Declares `result`, the dot product of two rows in registers. */
export const dotRows = (result: string, a: string, b: string, headSize: number): string =>
  `var ${result} = 0.0; ${eachColumn(headSize, (_, at) => `${result} += dot(${at(a)}, ${at(b)});`)}`

/** The head of `main`, and what it takes from the grid. */
export const mainHead = (rows: Rows): string =>
  `@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32${shares(rows) ? ', @builtin(subgroup_invocation_id) peer: u32' : ''}) {`
