/** A linear layer over a packed matrix as an op: for writing and measuring; it has no gradient. */
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/** Columns of a unit of work. */
const UNIT = 16

/**
 * inputs x [M,K], words [N, K·bits/32 rounded up] (i32), scales [N, K/group rounded up], bias? [N]; outputs y [M,N], pre? [M,N] (present: y = gelu(pre)).
 * args: rows M, in K, out N, bits 8 or 4, group (a multiple of 16, or K)
 */
export const linearQuantized: Op = {
  flops: ({ args }) => 2 * args.rows * args.in * args.out,
  reference({ inputs, outputs, args }, memory) {
    const { x, words, scales, bias } = inputs
    const { rows, in: K, out: N, bits, group } = args
    const result = formula.linearQuantized(memory(x), memory(words), memory(scales), bias && memory(bias), rows, N, K, { bits, group })
    if (outputs.pre) memory(outputs.pre).set(result.y)
    memory(outputs.y).set(outputs.pre ? result.activated : result.y)
  },
  wasm({ inputs, outputs, args }, at) {
    const { x, words, scales, bias } = inputs
    return [
      'linearQuantized',
      at(outputs.y),
      at(outputs.pre),
      at(x),
      at(words),
      at(scales),
      at(bias),
      args.rows,
      args.out,
      args.in,
      args.bits,
      args.group,
    ]
  },
  units: ({ args }) => Math.ceil(args.out / UNIT),
}
