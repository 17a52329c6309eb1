/** A simple recurrent layer as an op. Its weight is a linear layer's that meets the previous states, and so is its gradient. */
import type { KernelCall } from '../../plan/plan.ts'
import { contributeTo } from '../add/contribution.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

// args: batch, time, width
const sizes = ({ args }: KernelCall): formula.RecurrenceSizes => ({ batch: args.batch, time: args.time, width: args.width })
const flops = ({ args }: KernelCall): number => 2 * args.batch * args.time * args.width ** 2

/** inputs x [B,T,C], weight [C,C]; output h [B,T,C] */
export const recurrence: Op = {
  flops,
  reference(call, memory) {
    const { x, weight } = call.inputs
    memory(call.outputs.h).set(formula.recurrence(memory(x), memory(weight), sizes(call)))
  },
  wasm(call, at) {
    const { batch, time, width } = call.args
    return ['recurrence', at(call.outputs.h), at(call.inputs.x), at(call.inputs.weight), batch, time, width]
  },
  backward(call, tape) {
    const { x, weight } = call.inputs
    const { h } = call.outputs
    const { batch, time, width } = call.args
    const dh = tape.gradientOf(h)
    if (!dh) return
    const previous = tape.activation(`previous/${h.name}`, h.shape)
    contributeTo(x, tape, (dx) => {
      tape.call('recurrenceBackward', { dh, h, weight }, { dx, previous }, call.args)
      const dWeight = tape.weightGradient(weight)
      tape.call(
        'linearBackwardWeight',
        { x: previous, dy: dx },
        { dweight: dWeight.gradient },
        { rows: batch * time, in: width, out: width, transposed: 0, accumulate: dWeight.accumulate },
      )
    })
  },
}

/** inputs dh, h [B,T,C], weight [C,C]; outputs dx [B,T,C], previous [B,T,C] (the state that each step met) */
export const recurrenceBackward: Op = {
  flops,
  reference(call, memory) {
    const { dh, h, weight } = call.inputs
    memory(call.outputs.dx).set(formula.recurrenceBackward(memory(dh), memory(h), memory(weight), sizes(call)))
    memory(call.outputs.previous).set(formula.previousStates(memory(h), sizes(call)))
  },
  wasm(call, at) {
    const { dh, h, weight } = call.inputs
    const { dx, previous } = call.outputs
    const { batch, time, width } = call.args
    return ['recurrenceBackward', at(dx), at(previous), at(dh), at(h), at(weight), batch, time, width]
  },
}
