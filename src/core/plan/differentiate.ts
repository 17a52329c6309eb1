/** Reverse-mode differentiation of a trace: walks the calls backwards and emits each op's gradient rule. */
import { ops } from '../ops/registry.ts'
import type { KernelCall, Tensor } from './plan.ts'
import type { GradientTape } from './tape.ts'
import type { Trace } from './trace.ts'

/** As `activation` counts them. */
const GELU = 0

/** Appends the backward pass of everything in the trace, and notes which tensor holds whose gradient. The loss op seeds the gradients itself. */
export function differentiate(trace: Trace): void {
  const forward: readonly KernelCall[] = trace.calls.filter((call) => !trace.settled.has(call))
  const gradients = new Map<string, Tensor>()
  const writtenWeights = new Set<string>()
  const preActivations = new Map<string, Tensor>()
  for (const [tensor, gradient] of trace.seeds) {
    gradients.set(tensor.name, gradient)
    if (tensor.kind === 'weight') writtenWeights.add(tensor.name)
  }
  for (const call of forward) {
    if (call.outputs.pre && call.outputs.y) preActivations.set(call.outputs.y.name, call.outputs.pre)
    if (call.op === 'activation' && call.args.kind === GELU) preActivations.set(call.outputs.y!.name, call.inputs.x!)
  }

  const tape: GradientTape = {
    gradientOf: (tensor) => gradients.get(tensor.name),
    contribute(tensor) {
      const addend = gradients.get(tensor.name)
      const name = `grad/${tensor.name}`
      let n = 1
      while (trace.tensors.has(n === 1 ? name : `${name}/${n}`)) n++
      const gradient = trace.activation(n === 1 ? name : `${name}/${n}`, tensor.shape)
      gradients.set(tensor.name, gradient)
      return { gradient, addend }
    },
    share(tensor, gradient) {
      if (gradients.has(tensor.name)) throw new Error(`differentiate: ${tensor.name} already has a gradient, and sharing would drop it`)
      gradients.set(tensor.name, gradient)
    },
    weightGradient(weight) {
      const accumulate = writtenWeights.has(weight.name) ? 1 : 0
      writtenWeights.add(weight.name)
      const gradient = trace.weightGradient(weight.name)
      gradients.set(weight.name, gradient)
      return { gradient, accumulate }
    },
    preActivation: (tensor) => preActivations.get(tensor.name),
    activation: (name, shape) => trace.activation(name, shape),
    call: (op, inputs, outputs, args) => trace.call(op, inputs, outputs, args),
  }
  for (const call of forward.toReversed()) {
    const rule = trace.rules.get(call)
    if (rule) rule(tape)
    else ops[call.op].backward?.(call, tape)
  }
  for (const [name, gradient] of gradients) trace.gradients.set(name, gradient.name)
}
