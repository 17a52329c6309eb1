/** Sampling as an op: it writes the next token where the next replay reads it, so a device can write on without its host. */
import type { Drawable } from '../../drawable.ts'
import type { ReplayScalars } from '../../plan/plan.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

const GREEDY: formula.SampleSettings = { temperature: 0, topK: 0, topP: 1, dice: 0 }

/** The op's arguments as the formula has them. */
export const drawableOf = ({ vocab, tokens = vocab, never = -1 }: Record<string, number>): Drawable => ({ tokens, never })

/** How this replay draws. Without a word from the host the most probable token is taken. */
const drawOf = ({ draw }: ReplayScalars): formula.SampleSettings => draw ?? GREEDY

/**
 * input logits [1,V]; outputs ids [1,1], and at the replay's position in drawn [nCtx] and chances [nCtx] the same id and its
 * probability among those kept. Where a logit is not finite, drawn is −1 and ids 0. args: vocab V, and of `Drawable` tokens
 * (V where absent) and never (−1 where absent)
 */
export const sampleToken: Op = {
  flops: ({ args }) => 3 * args.vocab,
  reference(call, memory, scalars) {
    const { id, probability } = formula.sampleToken(memory(call.inputs.logits), drawOf(scalars), drawableOf(call.args))
    const { ids, drawn, chances } = call.outputs
    memory(ids)[0] = Math.max(0, id)
    memory(drawn)[scalars.position] = id
    memory(chances)[scalars.position] = probability
  },
  wasm(call, at, scalars) {
    const { temperature, topK, topP, dice } = drawOf(scalars)
    const { ids, drawn, chances } = call.outputs
    return [
      'sampleToken',
      at(ids),
      at(drawn),
      at(chances),
      at(call.inputs.logits),
      call.args.vocab,
      drawableOf(call.args).tokens,
      drawableOf(call.args).never,
      scalars.position,
      temperature,
      Math.min(topK, call.args.vocab),
      topP,
      dice,
    ]
  },
}
