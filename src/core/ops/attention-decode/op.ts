/** Attention of new tokens over a cache as an op; the cache is the plan's `state`. */
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/**
 * input qkv [T,3C] of the tokens from the replay's position on, which with them is at most nCtx; outputs out [T,C], keys and values
 * [nCtx,C] (T rows written). args: time T, heads, headSize, scale, ctx. A token's bits are the same whatever T it comes in.
 */
export const attentionDecode: Op = {
  flops: ({ args }) => 4 * args.time * args.ctx * args.heads * args.headSize,
  reference(call, memory, { position }) {
    const { heads, headSize, scale } = call.args
    const { out, keys, values } = call.outputs
    memory(out).set(formula.attentionDecode(memory(call.inputs.qkv), memory(keys), memory(values), { heads, headSize, scale, position }))
  },
  wasm(call, at, { position }) {
    const { time, heads, headSize, scale } = call.args
    const { out, keys, values } = call.outputs
    return ['attentionDecode', at(out), at(keys), at(values), at(call.inputs.qkv), time, heads, headSize, scale, position]
  },
  units: ({ args }) => args.heads,
}
