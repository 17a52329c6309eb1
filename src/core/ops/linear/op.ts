/** The linear layer as an op: forward with bias and GELU fused, and its two backward matmuls. */
import type { KernelCall } from '../../plan/plan.ts'
import { contributeTo } from '../add/contribution.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

// args: rows M, in K, out N, transposed (weight is [out, in]: the tied output layer)
const flops = ({ args }: KernelCall): number => 2 * args.rows * args.in * args.out

/** Of a product with so many rows and columns: 16 of the greater number are a unit. */
const units = (rows: number, columns: number): number => Math.ceil(Math.max(rows, columns) / 16)

/** inputs x [M,K], weight, bias? [N]; outputs y [M,N], pre? [M,N] (present: y = gelu(pre)) */
export const linear: Op = {
  flops,
  reference(call, memory) {
    const { rows, in: K, out: N, transposed } = call.args
    const { x, weight, bias } = call.inputs
    const y = formula.linear(memory(x), memory(weight), bias && memory(bias), rows, N, K, transposed === 1)
    if (call.outputs.pre) memory(call.outputs.pre).set(y)
    memory(call.outputs.y).set(call.outputs.pre ? y.map(formula.gelu) : y)
  },
  wasm(call, at) {
    const { rows, in: K, out: N, transposed } = call.args
    return [
      'linear',
      at(call.outputs.y),
      at(call.outputs.pre),
      at(call.inputs.x),
      at(call.inputs.weight),
      at(call.inputs.bias),
      rows,
      N,
      K,
      transposed,
    ]
  },
  units: ({ args }) => units(args.rows, args.out),
  backward(call, tape) {
    const { x, weight, bias } = call.inputs
    const { y, pre: own } = call.outputs
    // The next linear layer leaves dL/d(pre); any other reader of gelu(pre) leaves dL/dy, which still has to pass the GELU.
    const dGelu = own && tape.gradientOf(y)
    if (own && dGelu) {
      contributeTo(own, tape, (dx) => {
        tape.call('activationBackward', { dy: dGelu, x: own }, { dx }, { size: call.args.rows * call.args.out, kind: 0 })
      })
    }
    const dy = tape.gradientOf(own ?? y)
    if (!dy) return
    // Where x = gelu(pre), the epilogue multiplies by gelu′(pre), so what comes out is already dL/d(pre).
    const pre = tape.preActivation(x)
    const dx = tape.contribute(pre ?? x)
    tape.call('linearBackwardInput', { dy, weight, pre, addend: dx.addend }, { dx: dx.gradient }, call.args)
    // A constant is frozen: it has no gradient.
    if (weight.kind === 'constant') return
    const dWeight = tape.weightGradient(weight)
    const dBias = bias && tape.weightGradient(bias)
    if (dBias && dBias.accumulate !== dWeight.accumulate)
      throw new Error(`linear: ${weight.name} and ${bias.name} must be shared by the same calls, for one kernel adds both gradients up`)
    tape.call(
      'linearBackwardWeight',
      { x, dy },
      { dweight: dWeight.gradient, dbias: dBias?.gradient },
      { ...call.args, accumulate: dWeight.accumulate },
    )
  },
}

/** inputs dy [M,N], weight, pre? [M,K], addend? [M,K]; output dx [M,K] = (dy·Wᵀ) ∘ gelu′(pre) + addend */
export const linearBackwardInput: Op = {
  flops,
  reference(call, memory) {
    const { rows, in: K, out: N, transposed } = call.args
    const { dy, weight, pre, addend } = call.inputs
    const dx = formula.matmul(memory(dy), memory(weight), rows, K, N, false, transposed !== 1)
    const z = pre && memory(pre)
    const add = addend && memory(addend)
    memory(call.outputs.dx).set(dx.map((d, i) => d * (z ? formula.geluSlope(z[i]) : 1) + (add ? add[i] : 0)))
  },
  wasm(call, at) {
    const { rows, in: K, out: N, transposed } = call.args
    const { dy, weight, pre, addend } = call.inputs
    return ['linearBackwardInput', at(call.outputs.dx), at(dy), at(weight), at(pre), at(addend), rows, N, K, transposed]
  },
  units: ({ args }) => units(args.rows, args.in),
}

/** inputs x [M,K], dy [M,N]; outputs dweight (xᵀ·dy, or dyᵀ·x where transposed), dbias? [N]; both added to where accumulate is 1 */
export const linearBackwardWeight: Op = {
  flops,
  reference(call, memory) {
    const { rows, in: K, out: N, transposed, accumulate } = call.args
    const x = memory(call.inputs.x)
    const dy = memory(call.inputs.dy)
    const d = transposed ? formula.matmul(dy, x, N, K, rows, true) : formula.matmul(x, dy, K, N, rows, true)
    const dweight = memory(call.outputs.dweight)
    dweight.set(accumulate ? d.map((value, i) => value + dweight[i]) : d)
    if (!call.outputs.dbias) return
    const dbias = memory(call.outputs.dbias)
    const sums = formula.columnSums(dy, rows, N)
    dbias.set(accumulate ? sums.map((value, i) => value + dbias[i]) : sums)
  },
  wasm(call, at) {
    const { rows, in: K, out: N, transposed, accumulate } = call.args
    return [
      'linearBackwardWeight',
      at(call.outputs.dweight),
      at(call.outputs.dbias),
      at(call.inputs.x),
      at(call.inputs.dy),
      rows,
      N,
      K,
      transposed,
      accumulate,
    ]
  },
  units: ({ args }) => units(args.in, args.out),
}
