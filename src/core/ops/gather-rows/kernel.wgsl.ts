/**
 * Picking rows on the GPU: a thread a number, or four of them. Backward, it gathers: a thread looks through all picks for those
 * of its own row, in order, so that no two threads add to one place and a row that is picked twice gets both.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { lanesOf, pointwise } from '../pointwise.wgsl.ts'
import { type Dispatch, read, write } from '../wgsl.ts'

/** y [N,C] */
export function gatherRowsKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { T, per } = lanesOf(args.width)
  const width = args.width / per
  const bindings = [read('x', inputs.x, T), read('at', inputs.at, 'i32'), write('y', outputs.y, T)]
  const statement = `y[i] = x[u32(at[i / ${width}u]) * ${width}u + i % ${width}u];`
  return [pointwise(`gatherRows ${outputs.y.name}`, bindings, args.picked * width, statement)]
}

/** dx [M,C] */
export function gatherRowsBackwardKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { T, per } = lanesOf(args.width)
  const width = args.width / per
  const bindings = [read('dy', inputs.dy, T), read('at', inputs.at, 'i32'), write('dx', outputs.dx, T)]
  if (inputs.addend) bindings.push(read('addend', inputs.addend, T))
  const statement = `
  let row = i / ${width}u;
  var sum = ${inputs.addend ? 'addend[i]' : `${T}()`};
  for (var n = 0u; n < ${args.picked}u; n++) {
    if (u32(at[n]) == row) { sum += dy[n * ${width}u + i % ${width}u]; }
  }
  dx[i] = sum;`
  return [pointwise(`gatherRowsBackward ${outputs.dx.name}`, bindings, args.rows * width, statement)]
}
