/** GELU, ReLU and tanh on the GPU, and their slopes. */
import type { KernelCall } from '../../plan/plan.ts'
import { GELU } from '../linear/kernel.wgsl.ts'
import { lanesOf, pointwise } from '../pointwise.wgsl.ts'
import { type Dispatch, read, write } from '../wgsl.ts'

type T = 'f32' | 'vec4f'

/** tanh by exp, clamped, as GELU's is: some drivers' own overflows to NaN. At ±10 it is ±1 in single precision. */
const TANH = (T: T) => `
fn safe_tanh(x: ${T}) -> ${T} { return 1.0 - 2.0 / (exp(2.0 * clamp(x, ${T}(-10.0), ${T}(10.0))) + 1.0); }
`

/** WGSL functions value(x) and slope(x), by the op's `kind`. */
const FORMULAS: readonly ((T: T) => string)[] = [
  (T) => `${GELU(T)}
fn value(x: ${T}) -> ${T} { return gelu(x); }
fn slope(x: ${T}) -> ${T} { return gelu_slope(x); }`,
  (T) => `
fn value(x: ${T}) -> ${T} { return max(x, ${T}(0.0)); }
fn slope(x: ${T}) -> ${T} { return select(${T}(0.0), ${T}(1.0), x > ${T}(0.0)); }`,
  (T) => `${TANH(T)}
fn value(x: ${T}) -> ${T} { return safe_tanh(x); }
fn slope(x: ${T}) -> ${T} { let t = safe_tanh(x); return 1.0 - t * t; }`,
]

/** y = f(x) */
export function activationKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { T, per } = lanesOf(args.size)
  const bindings = [read('x', inputs.x, T), write('y', outputs.y, T)]
  return [pointwise(`activation ${outputs.y.name}`, bindings, args.size / per, 'y[i] = value(x[i]);', FORMULAS[args.kind](T))]
}

/** dx = dy ∘ f′(x) */
export function activationBackwardKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { T, per } = lanesOf(args.size)
  const bindings = [read('dy', inputs.dy, T), read('x', inputs.x, T), write('dx', outputs.dx, T)]
  const statement = 'dx[i] = dy[i] * slope(x[i]);'
  return [pointwise(`activationBackward ${outputs.dx.name}`, bindings, args.size / per, statement, FORMULAS[args.kind](T))]
}
