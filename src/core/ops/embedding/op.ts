/** Embedding as an op: ids → residual stream, and the gradient back to the tables that are learned. */
import type { KernelCall, ReplayScalars } from '../../plan/plan.ts'
import { streamKey } from '../../random.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

// args: batch, time, width, vocab, ctx, dropout, stream, decode (1: the position comes from the replay's scalars)
const sizes = ({ args }: KernelCall, { seed, step, position }: ReplayScalars): formula.EmbeddingSizes => ({
  batch: args.batch,
  time: args.time,
  width: args.width,
  start: args.decode ? position : 0,
  dropout: args.dropout,
  key: streamKey(seed, step, args.stream),
})

/** inputs ids [B,T], wte [V,C], wpe? [nCtx,C] (a weight, or a constant without gradient); output x [B,T,C] */
export const embedding: Op = {
  flops: ({ args, inputs }) => (inputs.wpe ? 1 : 0) * args.batch * args.time * args.width,
  reference(call, memory, scalars) {
    const { ids, wte, wpe } = call.inputs
    memory(call.outputs.x).set(formula.embedding(memory(ids), memory(wte), wpe && memory(wpe), sizes(call, scalars)))
  },
  wasm(call, at, scalars) {
    const { time, width, start, dropout, key } = sizes(call, scalars)
    const { ids, wte, wpe } = call.inputs
    return ['embedding', at(call.outputs.x), at(ids), at(wte), at(wpe), time, width, start, dropout, key]
  },
  units: ({ args }) => args.batch * args.time,
  backward(call, tape) {
    const dx = tape.gradientOf(call.outputs.x)
    if (!dx || call.inputs.wte.kind === 'constant') return
    const wte = tape.weightGradient(call.inputs.wte)
    const wpe = call.inputs.wpe?.kind === 'weight' ? tape.weightGradient(call.inputs.wpe).gradient : undefined
    tape.call(
      'embeddingBackward',
      { ids: call.inputs.ids, dx },
      { dwte: wte.gradient, dwpe: wpe },
      { ...call.args, accumulate: wte.accumulate },
    )
  },
}

/** inputs ids, dx [B,T,C]; outputs dwte [V,C] (added to where accumulate is 1), dwpe? [nCtx,C] */
export const embeddingBackward: Op = {
  flops: ({ args, outputs }) => (outputs.dwpe ? 2 : 1) * args.batch * args.time * args.width,
  reference(call, memory, scalars) {
    const dwte = memory(call.outputs.dwte)
    const dwpe = call.outputs.dwpe && memory(call.outputs.dwpe)
    if (!call.args.accumulate) dwte.fill(0)
    dwpe?.fill(0)
    formula.embeddingBackward(memory(call.inputs.ids), memory(call.inputs.dx), dwte, dwpe, sizes(call, scalars))
  },
  wasm(call, at, scalars) {
    const { batch, time, width, dropout, key } = sizes(call, scalars)
    const { args } = call
    return [
      'embeddingBackward',
      at(call.outputs.dwte),
      at(call.outputs.dwpe),
      at(call.inputs.ids),
      at(call.inputs.dx),
      batch * time,
      time,
      width,
      args.vocab,
      args.ctx,
      args.accumulate,
      dropout,
      key,
    ]
  },
  units: ({ args }) => args.width,
}
