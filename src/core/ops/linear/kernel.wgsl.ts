/**
 * The linear layer on the GPU, forward and back to its input: a matrix product each, with what surrounds it done as its
 * results are stored. Weight gradients are another matter: see weightGradient.wgsl.ts.
 *
 * Ladder: separate dispatches for bias, GELU, its slope and the residual sum cost four more a layer and a round trip
 * through memory each; as epilogues they cost nothing. See matmul.wgsl.ts for the product itself.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { type Dispatch, dispatch, read, write } from '../wgsl.ts'
import { grid, operandTypes, matmulCode, storesFours } from './matmul.wgsl.ts'
import { hasFewRows, type Product, type Tuned, tileFor } from './tiles.ts'
import { vectorKernel } from './vector.wgsl.ts'

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
function addressing({ N }: Pick<Product, 'N'>) {
  const fours = storesFours({ N })
  const by = fours ? ' / 4u' : ''
  return { T: fours ? ('vec4f' as const) : ('f32' as const), at: `(m * ${N}u + n)${by}`, column: `n${by}` }
}

/** The matrix product in a call of this file's kernels; undefined for any other call. */
export function productOf({ op, args }: KernelCall): Product | undefined {
  if (op === 'linear') return { form: args.transposed ? 'NT' : 'NN', M: args.rows, N: args.out, K: args.in }
  if (op === 'linearBackwardInput') return { form: args.transposed ? 'NN' : 'NT', M: args.rows, N: args.in, K: args.out }
  return undefined
}

/** y = x·W + b, or gelu of it, `pre` keeping the sum. */
export function linearKernel(call: KernelCall, target: Tuned): Dispatch[] {
  const { inputs, outputs } = call
  const product = productOf(call)!
  const { T, at, column } = addressing(product)
  const { types, code: multiply, grid: workgroups } = hasFewRows(product, target) ? vectorKernel(product) : tiled(product, target)
  const bindings = [read('a', inputs.x, types.a), read('b', inputs.weight, types.b), write('y', outputs.y, T)]
  if (inputs.bias) bindings.push(read('bias', inputs.bias, T))
  if (outputs.pre) bindings.push(write('pre', outputs.pre, T))
  const store = `
fn store(m: u32, n: u32, value: ${T}) {
  let sum = value${inputs.bias ? ` + bias[${column}]` : ''};
  ${outputs.pre ? `pre[${at}] = sum;` : ''}
  y[${at}] = ${outputs.pre ? 'gelu(sum)' : 'sum'};
}`
  return [dispatch(`linear ${outputs.y.name}`, bindings, workgroups, `${outputs.pre ? GELU(T) : ''}${store}${multiply}`)]
}

function tiled(product: Product, target: Tuned) {
  const tile = tileFor(product, target)
  return { types: operandTypes(product), code: matmulCode(product, tile), grid: grid(product, tile) }
}

/** dx = (dy·Wᵀ) ∘ gelu′(pre) + addend */
export function linearBackwardInputKernel(call: KernelCall, target: Tuned): Dispatch[] {
  const { inputs, outputs } = call
  const product = productOf(call)!
  const tile = tileFor(product, target)
  const { T, at } = addressing(product)
  const types = operandTypes(product)
  const bindings = [read('a', inputs.dy, types.a), read('b', inputs.weight, types.b), write('dx', outputs.dx, T)]
  if (inputs.pre) bindings.push(read('pre', inputs.pre, T))
  if (inputs.addend) bindings.push(read('addend', inputs.addend, T))
  const store = `
fn store(m: u32, n: u32, value: ${T}) {
  dx[${at}] = value${inputs.pre ? ` * gelu_slope(pre[${at}])` : ''}${inputs.addend ? ` + addend[${at}]` : ''};
}`
  const code = `${inputs.pre ? GELU(T) : ''}${store}${matmulCode(product, tile)}`
  return [dispatch(`linearBackwardInput ${outputs.dx.name}`, bindings, grid(product, tile), code)]
}
