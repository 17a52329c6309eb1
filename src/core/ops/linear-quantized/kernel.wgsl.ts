/**
 * A linear layer over a packed matrix on the GPU. A few rows, a token's or a prompt's: the threads of a workgroup walk along the packed
 * rows word by word, each word unpacked once for four rows of x, and their sums meet in a tree (see vector.wgsl.ts). Many rows: tiles of
 * 16×16, the matrix unpacked on its way into workgroup memory, so that each number is unpacked once for 16 rows.
 *
 * Ladder: a number at a time asks for its word and its scale each time; a word at a time asks once for 4 or 8 numbers.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { GELU } from '../linear/kernel.wgsl.ts'
import { FEW_ROWS } from '../linear/tiles.ts'
import { type Division, fewRowsCode, gridOf, keep, rowsOf, rowsTogether } from '../linear/vector.wgsl.ts'
import { type Binding, ceilDiv, type Dispatch, dispatch, read, SPREAD, spread, type Target, write } from '../wgsl.ts'
import { groupsOf, type Packing, wordsOf } from './reference.ts'
import { unpackCode } from './unpack.wgsl.ts'

const LANES = 64
const TILE = 16
/** Depth of a tile. */
const DEPTH = 32

/** y = x·Wᵀ + b, or gelu of it, `pre` keeping the sum. */
export function linearQuantizedKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { rows: M, out: N, in: K, bits, group } = args
  const bindings: Binding[] = [read('x', inputs.x), read('w', inputs.words, 'i32'), read('w_scales', inputs.scales), write('y', outputs.y)]
  if (inputs.bias) bindings.push(read('bias', inputs.bias))
  if (outputs.pre) bindings.push(write('pre', outputs.pre))
  const store = `
fn store(m: u32, n: u32, value: f32) {
  let sum = value${inputs.bias ? ' + bias[n]' : ''};
  ${outputs.pre ? `pre[m * ${N}u + n] = sum;` : ''}
  y[m * ${N}u + n] = ${outputs.pre ? 'gelu(sum)' : 'sum'};
}`
  const code = (outputs.pre ? GELU('f32') : '') + store
  const label = `linearQuantized ${outputs.y.name}`
  if (M <= FEW_ROWS) {
    const how = division(M, target)
    return [dispatch(label, bindings, gridOf({ M, N }, how), code + vectorCode({ M, N, K }, how, { bits, group }))]
  }
  return [
    dispatch(label, bindings, spread(ceilDiv(M, TILE) * ceilDiv(N, TILE)), unpackCode('w', K, { bits, group }) + code + tileCode(M, N, K)),
  ]
}

/** On a software adapter a thread walks alone: there is no tree, and no barrier. */
const division = (M: number, { software }: Target): Division => ({
  deep: software ? 1 : 32,
  across: software ? 32 : 8,
  columns: 1,
  rows: rowsTogether(M),
  neighbours: 'deep',
})

function vectorCode({ M, N, K }: { M: number; N: number; K: number }, how: Division, packing: Packing): string {
  const per = 32 / packing.bits
  const words = wordsOf(K, packing)
  const numbers = (line: (i: number) => string, separator = '\n    ') => Array.from({ length: per }, (_, i) => line(i)).join(separator)
  // A row's last word may hold more numbers than the row has: they count as 0, and x's last one stands in for those that it has not.
  const whole = K % per === 0
  const k = (i: number) => (whole ? `k + ${i}u` : `min(k + ${i}u, ${K - 1}u)`)
  const number = (i: number) => {
    const w = `scale * f32(extractBits(word, ${i * packing.bits}u, ${packing.bits}u))`
    return whole ? w : `select(0.0, ${w}, k + ${i}u < ${K}u)`
  }
  const body = `
  let row = min(n, ${N - 1}u);
  ${rowsOf(how, (r) => `var s${r} = 0.0;\n  let x${r} = min(m0 + ${r}u, ${M - 1}u) * ${K}u;`)}
  for (var i = d; i < ${words}u; i += ${how.deep}u) {
    let word = w[row * ${words}u + i];
    let k = i * ${per}u;
    let scale = w_scales[row * ${groupsOf(K, packing)}u + k / ${packing.group}u];
    ${numbers((i) => `let w${i} = ${number(i)};`)}
    ${rowsOf(how, (r) => numbers((i) => `s${r} = fma(x[x${r} + ${k(i)}], w${i}, s${r});`, ' '))}
  }
  ${rowsOf(how, (r) => keep(how, r, `s${r}`))}`
  return fewRowsCode({ M, N }, how, 1, body)
}

/** 64 threads, four results of one row each. */
const tileCode = (M: number, N: number, K: number): string => `
${SPREAD}
var<workgroup> w_tile: array<f32, ${TILE * DEPTH}>;
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let number = workgroup_number(group);
  if (number >= ${ceilDiv(M, TILE) * ceilDiv(N, TILE)}u) { return; }
  let m = number / ${ceilDiv(N, TILE)}u * ${TILE}u + lane / 4u;
  let n0 = number % ${ceilDiv(N, TILE)}u * ${TILE}u;
  let c = lane % 4u * 4u;
  var sum = vec4f();
  for (var k0 = 0u; k0 < ${K}u; k0 += ${DEPTH}u) {
    for (var i = lane; i < ${TILE * DEPTH}u; i += ${LANES}u) {
      let k = k0 + i % ${DEPTH}u;
      let n = n0 + i / ${DEPTH}u;
      var value = 0.0;
      if (k < ${K}u && n < ${N}u) { value = w_at(n, k); }
      w_tile[i % ${DEPTH}u * ${TILE}u + i / ${DEPTH}u] = value;
    }
    workgroupBarrier();
    if (m < ${M}u) {
      for (var k = 0u; k < min(${DEPTH}u, ${K}u - k0); k++) {
        let at = k * ${TILE}u + c;
        sum += x[m * ${K}u + k0 + k] * vec4f(w_tile[at], w_tile[at + 1u], w_tile[at + 2u], w_tile[at + 3u]);
      }
    }
    workgroupBarrier();
  }
  for (var j = 0u; j < 4u; j++) {
    let n = n0 + c + j;
    if (m < ${M}u && n < ${N}u) { store(m, n, sum[j]); }
  }
}
`
