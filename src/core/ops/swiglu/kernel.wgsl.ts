/** SwiGLU on the GPU: a thread takes a gate and its value, so each is read once, forward and backward. */
import type { KernelCall } from '../../plan/plan.ts'
import { lanesOf, pointwise } from '../pointwise.wgsl.ts'
import { type Dispatch, read, write } from '../wgsl.ts'

/** e⁸⁰ still is a single-precision number; σ(−80) is zero beside anything a gate multiplies. */
const SIGMOID = (T: string) => `fn sigmoid(x: ${T}) -> ${T} { return 1.0 / (1.0 + exp(-clamp(x, ${T}(-80.0), ${T}(80.0)))); }\n`

/** WGSL: element i of [M,F] is a pair of elements of [M,2F]. */
const PAIR = (width: number) => `let gate_at = i + (i / ${width}u) * ${width}u;
  let gate = x[gate_at];
  let value = x[gate_at + ${width}u];`

/** y [M,F] = silu(gate) ∘ value */
export function swigluKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { T, per } = lanesOf(args.width)
  const width = args.width / per
  const bindings = [read('x', inputs.x, T), write('y', outputs.y, T)]
  const statement = `${PAIR(width)}
  y[i] = gate * sigmoid(gate) * value;`
  return [pointwise(`swiglu ${outputs.y.name}`, bindings, args.rows * width, statement, SIGMOID(T))]
}

/** dx [M,2F] */
export function swigluBackwardKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { T, per } = lanesOf(args.width)
  const width = args.width / per
  const bindings = [read('dy', inputs.dy, T), read('x', inputs.x, T), write('dx', outputs.dx, T)]
  const statement = `${PAIR(width)}
  let s = sigmoid(gate);
  dx[gate_at] = dy[i] * value * s * (1.0 + gate * (1.0 - s));
  dx[gate_at + ${width}u] = dy[i] * gate * s;`
  return [pointwise(`swigluBackward ${outputs.dx.name}`, bindings, args.rows * width, statement, SIGMOID(T))]
}
