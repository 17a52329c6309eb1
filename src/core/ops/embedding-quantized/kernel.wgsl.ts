/** Embedding from packed tables on the GPU: a thread a number. */
import type { KernelCall } from '../../plan/plan.ts'
import { unpackCode } from '../linear-quantized/unpack.wgsl.ts'
import { pointwise } from '../pointwise.wgsl.ts'
import { type Dispatch, read, write } from '../wgsl.ts'

/** x [B,T,C] */
export function embeddingQuantizedKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, width: C, decode, bits, group } = args
  const { wpe, wpeScales } = inputs
  const bindings = [
    read('ids', inputs.ids, 'i32'),
    read('wte', inputs.wte, 'i32'),
    read('wte_scales', inputs.wteScales),
    write('x', outputs.x),
  ]
  if (wpe) bindings.push(read('wpe', wpe, wpeScales ? 'i32' : 'f32'))
  if (wpeScales) bindings.push(read('wpe_scales', wpeScales))
  const packing = { bits, group }
  const functions = unpackCode('wte', C, packing) + (wpeScales ? unpackCode('wpe', C, packing) : '')
  const position = wpeScales ? ' + wpe_at(t, c)' : wpe ? ` + wpe[t * ${C}u + c]` : ''
  const statement = `
  let row = i / ${C}u;
  let c = i % ${C}u;
  let t = row % ${time}u${decode ? ' + scalars.position' : ''};
  x[i] = wte_at(u32(ids[row]), c)${position};`
  return [pointwise(`embeddingQuantized ${outputs.x.name}`, bindings, batch * time * C, statement, functions)]
}
