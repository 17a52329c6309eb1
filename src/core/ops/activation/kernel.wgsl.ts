/** GELU by tanh and by erf, ReLU and tanh on the GPU, and their slopes. */
import type { KernelCall } from '../../plan/plan.ts'
import { GELU } from '../linear/kernel.wgsl.ts'
import { lanesOf, pointwise } from '../pointwise.wgsl.ts'
import { type Dispatch, read, write } from '../wgsl.ts'

type T = 'f32' | 'vec4f'

/** tanh by exp, clamped, as GELU's is: some drivers' own overflows to NaN. At ±10 it is ±1 in single precision. */
const TANH = (T: T) => `
fn safe_tanh(x: ${T}) -> ${T} { return 1.0 - 2.0 / (exp(2.0 * clamp(x, ${T}(-10.0), ${T}(10.0))) + 1.0); }
`

/** The share of a normal below x, as erf.as.ts has it; beyond ±13 it is 0 or 1 in single precision. */
const SHARE_BELOW = (T: T) => `
fn bell(x: ${T}) -> ${T} { let z = clamp(x, ${T}(-13.0), ${T}(13.0)); return exp(-0.5 * z * z); }
fn share_below(x: ${T}) -> ${T} {
  let t = 1.0 / (1.0 + 0.3275911f * 0.7071067812f * abs(x));
  let p = ((((0.5307027145f * t - 0.7265760135f) * t + 0.7107068705f) * t - 0.142248368f) * t + 0.127414796f) * t;
  let tail = p * bell(x);
  return select(tail, 1.0 - tail, x > ${T}(0.0));
}
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
  (T) => `${SHARE_BELOW(T)}
fn value(x: ${T}) -> ${T} { return x * share_below(x); }
fn slope(x: ${T}) -> ${T} { return share_below(x) + 0.3989422804f * x * bell(x); }`,
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
