/**
 * The linear layer on the GPU: three matrix products, each with what surrounds it done as its results are stored.
 *
 * Ladder: separate dispatches for bias, GELU, its slope and the residual sum cost four more a layer and a round trip
 * through memory each; as epilogues they cost nothing. Weight gradients have few results and long sums: rows are split
 * so that some 128 workgroups exist, and the partial sums wait for the plan's one reduction. Bias gradients ride along
 * in the first tile of each column. See matmul.wgsl.ts for the product itself.
 */
import type { KernelCall, Tensor } from '../../plan/plan.ts'
import { type Binding, ceilDiv, type Dispatch, dispatch, type Partials, read, write } from '../wgsl.ts'
import { type Form, type Matmul, matmulCode, operandTypes, storesFours, tileFor } from './matmul.wgsl.ts'

/** tanh by exp, clamped: some drivers' own tanh overflows to NaN beyond 88. */
export const GELU = (T: 'f32' | 'vec4f') => `
fn gelu_tanh(x: ${T}) -> ${T} {
  let u = clamp(0.7978845608f * (x + 0.044715f * x * x * x), ${T}(-10.0), ${T}(10.0));
  return 1.0 - 2.0 / (exp(2.0 * u) + 1.0);
}
fn gelu(x: ${T}) -> ${T} { return 0.5 * x * (1.0 + gelu_tanh(x)); }
fn gelu_slope(x: ${T}) -> ${T} {
  let t = gelu_tanh(x);
  return 0.5 * (1.0 + t) + 0.5 * x * (1.0 - t * t) * 0.7978845608f * (1.0 + 0.134145f * x * x);
}
`

/** The element type of whatever is addressed like C, and WGSL for its index at (m, n) and for a bias's at n. */
function addressing(shape: Pick<Matmul, 'form' | 'N'>) {
  const fours = storesFours(shape)
  const by = fours ? ' / 4u' : ''
  return { T: fours ? ('vec4f' as const) : ('f32' as const), at: `(m * ${shape.N}u + n)${by}`, column: `n${by}` }
}

const whole = (form: Form, M: number, N: number, K: number): Matmul => ({ form, M, N, K, tile: tileFor(M, N), depth: ceilDiv(K, 16) * 16 })
const grid = ({ M, N, tile }: Matmul, splits = 1) => [ceilDiv(N, tile), ceilDiv(M, tile), splits] as const

/** y = x·W + b, or gelu of it, `pre` keeping the sum. */
export function linearKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const shape = whole(args.transposed ? 'NT' : 'NN', args.rows, args.out, args.in)
  const { T, at, column } = addressing(shape)
  const types = operandTypes(shape)
  const bindings = [read('a', inputs.x, types.a), read('b', inputs.weight, types.b), write('y', outputs.y, T)]
  if (inputs.bias) bindings.push(read('bias', inputs.bias, T))
  if (outputs.pre) bindings.push(write('pre', outputs.pre, T))
  const store = `
fn store(m: u32, n: u32, split: u32, value: ${T}) {
  let sum = value${inputs.bias ? ` + bias[${column}]` : ''};
  ${outputs.pre ? `pre[${at}] = sum;` : ''}
  y[${at}] = ${outputs.pre ? 'gelu(sum)' : 'sum'};
}`
  return [dispatch(`linear ${outputs.y.name}`, bindings, grid(shape), GELU(T) + store + matmulCode(shape))]
}

/** dx = (dy·Wᵀ) ∘ gelu′(pre) + addend */
export function linearBackwardInputKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const shape = whole(args.transposed ? 'NN' : 'NT', args.rows, args.in, args.out)
  const { T, at } = addressing(shape)
  const types = operandTypes(shape)
  const bindings = [read('a', inputs.dy, types.a), read('b', inputs.weight, types.b), write('dx', outputs.dx, T)]
  if (inputs.pre) bindings.push(read('pre', inputs.pre, T))
  if (inputs.addend) bindings.push(read('addend', inputs.addend, T))
  const store = `
fn store(m: u32, n: u32, split: u32, value: ${T}) {
  dx[${at}] = value${inputs.pre ? ` * gelu_slope(pre[${at}])` : ''}${inputs.addend ? ` + addend[${at}]` : ''};
}`
  return [dispatch(`linearBackwardInput ${outputs.dx.name}`, bindings, grid(shape), GELU(T) + store + matmulCode(shape))]
}

/** dW = xᵀ·dy (dyᵀ·x where transposed), db = column sums of dy */
export function linearBackwardWeightKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { rows, transposed, accumulate } = args
  const [M, N] = transposed ? [args.out, args.in] : [args.in, args.out]
  const { shape, splits } = splitRows(M, N, rows)
  const { T, at } = addressing(shape)
  const types = operandTypes(shape)
  const [a, b] = transposed ? [inputs.dy, inputs.x] : [inputs.x, inputs.dy]

  const place = (target: Tensor): Tensor | Partials =>
    splits === 1 ? target : { kind: 'partials', targets: [target], count: splits, accumulate }
  const bindings: Binding[] = [read('a', a, types.a), read('b', b, types.b), write('dweight', place(outputs.dweight), T)]
  if (outputs.dbias) bindings.push(write('dbias', place(outputs.dbias)))
  const adds = splits === 1 && accumulate === 1
  const store = `
fn store(m: u32, n: u32, split: u32, value: ${T}) {
  let i = split * ${(M * N) / (T === 'vec4f' ? 4 : 1)}u + ${at};
  dweight[i] = ${adds ? 'dweight[i] + ' : ''}value;
}`
  const bias = outputs.dbias ? biasSums(shape, transposed === 1, adds) : {}
  return [dispatch(`linearBackwardWeight ${outputs.dweight.name}`, bindings, grid(shape, splits), store + matmulCode(shape, bias))]
}

/** Sums of the columns of dy, which pass through workgroup memory anyway: as B, or as A where the weight is transposed. */
function biasSums({ M, N, tile }: Matmul, transposed: boolean, adds: boolean) {
  const [name, extent, origin, across] = transposed ? ['a', M, 'origin.x', 'origin.y'] : ['b', N, 'origin.y', 'origin.x']
  const mine = `${across} == 0u && lane < ${tile / 4}u`
  const n = (j: number) => `${origin} + 4u * lane + ${j}u`
  return {
    before: 'var bias_sum = vec4f();',
    perStep: `if (${mine}) { for (var s = 0u; s < 16u; s++) { bias_sum += ${name}_tile[s * ${tile / 4}u + lane]; } }`,
    atEnd: `if (${mine}) {
    ${[0, 1, 2, 3].map((j) => `if (${n(j)} < ${extent}u) { dbias[split * ${extent}u + ${n(j)}] ${adds ? '+=' : '='} bias_sum[${j}]; }`).join('\n    ')}
  }`,
  }
}

/** Enough splits of the rows for some 128 workgroups, none shorter than 64 rows. The shapes alone decide. */
function splitRows(M: number, N: number, rows: number): { shape: Matmul; splits: number } {
  const tile = Math.min(M, N) >= 64 ? 64 : 32
  const tiles = ceilDiv(M, tile) * ceilDiv(N, tile)
  const wanted = Math.max(1, Math.min(ceilDiv(128, tiles), Math.floor(rows / 64)))
  const depth = ceilDiv(ceilDiv(rows, wanted), 16) * 16
  return { shape: { form: 'TN', M, N, K: rows, tile, depth }, splits: ceilDiv(rows, depth) }
}
