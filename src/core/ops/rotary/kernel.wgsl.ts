/**
 * Rotary positions on the GPU: a thread turns one pair of numbers, or copies one pair of a value head.
 *
 * Ladder: the sine of position · frequency in the kernel saves the table's reads, but WGSL promises sin and cos only
 * between −π and π, and there only to 2⁻¹¹. The table is small, shared by all layers, and stays in the cache.
 */
import type { KernelCall } from '../../plan/plan.ts'
import { ceilDiv, type Dispatch, dispatch, read, SPREAD, spread, write } from '../wgsl.ts'

const LANES = 256

/** y [B,T,(H+2K)·D] */
export function rotaryKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { batch, time, heads: H, kvHeads: K, headSize: D, inverse, decode } = args
  const half = D / 2
  const all = H + 2 * K
  const n = batch * time * all * half
  const add = (at: string) => (inputs.addend ? ` + addend[${at}]` : '')
  const body = `
${SPREAD}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let pair = workgroup_number(group) * ${LANES}u + lane;
  if (pair >= ${n}u) { return; }
  let i = pair % ${half}u;
  let head = pair / ${half}u;
  let a = head * ${D}u + i;
  let b = a + ${half}u;
  var turn = vec2f(1.0, 0.0);
  if (head % ${all}u < ${H + K}u) {
    let position = (head / ${all}u) % ${time}u${decode ? ' + scalars.position' : ''};
    turn = vec2f(table[position * ${D}u + i], ${inverse ? '-' : ''}table[position * ${D}u + ${half}u + i]);
  }
  y[a] = x[a] * turn.x - x[b] * turn.y${add('a')};
  y[b] = x[a] * turn.y + x[b] * turn.x${add('b')};
}
`
  const bindings = [read('x', inputs.x), read('table', inputs.table), write('y', outputs.y)]
  if (inputs.addend) bindings.push(read('addend', inputs.addend))
  return [dispatch(`rotary ${outputs.y.name}`, bindings, spread(ceilDiv(n, LANES)), body)]
}
