/** Attention as an op. Training keeps only the row sums (lse); an inspecting plan also keeps the probabilities. */
import type { KernelCall, ReplayScalars } from '../../plan/plan.ts'
import { streamKey } from '../../random.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

// args: batch, time, heads, headSize, scale, dropout, stream, causal (1: a token reads itself and the past; 0: it reads all T)
const sizes = ({ args }: KernelCall, { seed, step }: ReplayScalars): formula.AttentionSizes => ({
  batch: args.batch,
  time: args.time,
  heads: args.heads,
  headSize: args.headSize,
  scale: args.scale,
  dropout: args.dropout,
  causal: args.causal === 1,
  key: streamKey(seed, step, args.stream),
})
/** FLOPs of one T×T×D product in every head; half of the scores where causal. */
const product = ({ args }: KernelCall): number =>
  args.batch * args.heads * args.time * (args.causal ? args.time + 1 : 2 * args.time) * args.headSize

/** input qkv [B,T,3C]; outputs out [B,T,C], lse [B,H,T], probs? [B,H,T,T] */
export const attention: Op = {
  flops: (call) => 2 * product(call),
  reference(call, memory, scalars) {
    const result = formula.attention(memory(call.inputs.qkv), sizes(call, scalars))
    memory(call.outputs.out).set(result.out)
    memory(call.outputs.lse).set(result.lse)
    if (call.outputs.probs) memory(call.outputs.probs).set(result.probs)
  },
  wasm(call, at, scalars) {
    const s = sizes(call, scalars)
    return [
      'attention',
      at(call.outputs.out),
      at(call.outputs.lse),
      at(call.outputs.probs),
      at(call.inputs.qkv),
      s.batch,
      s.time,
      s.heads,
      s.headSize,
      call.args.causal,
      s.scale,
      s.dropout,
      s.key,
    ]
  },
  units: ({ args }) => args.batch * args.heads,
  backward(call, tape) {
    const dout = tape.gradientOf(call.outputs.out)
    if (!dout) return
    const dqkv = tape.contribute(call.inputs.qkv)
    tape.call(
      'attentionBackward',
      { qkv: call.inputs.qkv, out: call.outputs.out, lse: call.outputs.lse, dout },
      { dqkv: dqkv.gradient },
      call.args,
    )
  },
}

/** inputs qkv, out, lse, dout [B,T,C]; output dqkv [B,T,3C] */
export const attentionBackward: Op = {
  flops: (call) => 5 * product(call),
  reference(call, memory, scalars) {
    memory(call.outputs.dqkv).set(formula.attentionBackward(memory(call.inputs.qkv), memory(call.inputs.dout), sizes(call, scalars)))
  },
  wasm(call, at, scalars) {
    const s = sizes(call, scalars)
    const { qkv, out, lse, dout } = call.inputs
    return [
      'attentionBackward',
      at(call.outputs.dqkv),
      at(qkv),
      at(out),
      at(lse),
      at(dout),
      s.batch,
      s.time,
      s.heads,
      s.headSize,
      call.args.causal,
      s.scale,
      s.dropout,
      s.key,
    ]
  },
  units: ({ args }) => args.batch * args.heads,
}
