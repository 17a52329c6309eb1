/** WGSL for ops that compute each element alone: one thread an element, or four of a row at a time. */
import { type Binding, ceilDiv, type Dispatch, dispatch, inFours, SPREAD, spread } from './wgsl.ts'

const LANES = 256

/** The element type with which rows of `width` are read, and how many elements that is. */
export function lanesOf(width: number): { T: 'f32' | 'vec4f'; per: 1 | 4 } {
  return inFours(width) ? { T: 'vec4f', per: 4 } : { T: 'f32', per: 1 }
}

/** WGSL of type T: the dropout scales of element `at`, with `key` and dropoutCode in scope. */
export function dropoutScale(T: 'f32' | 'vec4f', at: string): string {
  if (T === 'f32') return `dropout_scale(key, ${at})`
  return `vec4f(${[0, 1, 2, 3].map((j) => `dropout_scale(key, 4u * (${at}) + ${j}u)`).join(', ')})`
}

/** Runs `statement` for each `i` below `threads`; `functions` is WGSL that stands before it. */
export function pointwise(label: string, bindings: readonly Binding[], threads: number, statement: string, functions = ''): Dispatch {
  const body = `
${SPREAD}${functions}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = workgroup_number(group) * ${LANES}u + lane;
  if (i >= ${threads}u) { return; }
  ${statement}
}
`
  return dispatch(label, bindings, spread(ceilDiv(threads, LANES)), body)
}
