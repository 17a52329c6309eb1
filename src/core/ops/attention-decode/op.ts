/** One decoding step of attention as an op; the cache is the plan's `state`. */
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/** input qkv [1,3C]; outputs out [1,C], keys and values [nCtx,C] (one row written). args: heads, headSize, scale, ctx */
export const attentionDecode: Op = {
  flops: ({ args }) => 4 * args.ctx * args.heads * args.headSize,
  reference(call, memory, { position }) {
    const { heads, headSize, scale } = call.args
    const { out, keys, values } = call.outputs
    memory(out).set(
      formula.attentionDecode(memory(call.inputs.qkv), memory(keys), memory(values), {
        heads: heads,
        headSize: headSize,
        scale: scale,
        position,
      }),
    )
  },
  wasm(call, at, { position }) {
    const { heads, headSize, scale } = call.args
    const { out, keys, values } = call.outputs
    return ['attentionDecode', at(out), at(keys), at(values), at(call.inputs.qkv), heads, headSize, scale, position]
  },
}
