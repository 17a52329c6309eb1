/** Embedding from packed tables as an op: without dropout, and without a gradient. */
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/**
 * inputs ids [B,T], wte (i32 words of [V,C]), wteScales, wpe? (words of [nCtx,C], or floats where there are no wpeScales), wpeScales?; output x [B,T,C].
 * args: batch, time, width, decode (1: the position comes from the replay's scalars), bits, group
 */
export const embeddingQuantized: Op = {
  flops: ({ args, inputs }) => (inputs.wpe ? 2 : 1) * args.batch * args.time * args.width,
  reference({ inputs, outputs, args }, memory, { position }) {
    const { ids, wte, wteScales, wpe, wpeScales } = inputs
    const positions = wpe && { words: memory(wpe), ...(wpeScales && { scales: memory(wpeScales) }) }
    const tokens = { words: memory(wte), scales: memory(wteScales) }
    memory(outputs.x).set(
      formula.embeddingQuantized(
        memory(ids),
        tokens,
        positions,
        args.time,
        args.width,
        args.decode ? position : 0,
        args as { bits: number; group: number },
      ),
    )
  },
  wasm({ inputs, outputs, args }, at, { position }) {
    const { ids, wte, wteScales, wpe, wpeScales } = inputs
    const start = args.decode ? position : 0
    return [
      'embeddingQuantized',
      at(outputs.x),
      at(ids),
      at(wte),
      at(wteScales),
      at(wpe),
      at(wpeScales),
      args.time,
      args.width,
      start,
      args.bits,
      args.group,
    ]
  },
  units: ({ args }) => args.batch * args.time,
}
