/**
 * Weight gradients on the GPU: dW = xᵀ·dy for any number of calls of one shape in one dispatch, bias gradients riding along.
 *
 * Ladder: a dispatch a call costs 17 for four layers, and a small layer's few tiles leave most of a GPU idle; as nothing
 * waits for these gradients before the optimizer does, equal shapes share a dispatch, a call for each few layers of the
 * grid. Few results and long sums: rows are split until some 256 workgroups exist, and the partial sums wait for the
 * plan's one reduction. On a software adapter a workgroup is a loop on one core: no tiles, no splits (see outerDirect).
 */
import type { KernelCall, Tensor } from '../../plan/plan.ts'
import { type Binding, ceilDiv, type Dispatch, dispatch, inFours, type Partials, read, type Stack, type Target, write } from '../wgsl.ts'
import { type Outer, outerDirect, outerTiles } from './outer.wgsl.ts'

/** Says where tensors of one shape, of which a dispatch binds all, start in what it binds. */
export type Stacking = (tensors: readonly Tensor[]) => Stack

/** Flat gradients are already in one buffer, and so is a tensor alone. */
export const stackAsTheyLie: Stacking = (tensors) => {
  const first = Math.min(...tensors.map(({ offset }) => offset))
  return { kind: 'stack', tensors, starts: tensors.map(({ offset }) => offset - first) }
}

const GPU_WORKGROUPS = 256
const SOFTWARE_WORKGROUPS = 16

/** dW = xᵀ·dy (dyᵀ·x where transposed), db = column sums of dy, of calls that differ in their tensors alone */
export function weightGradientKernel(calls: readonly KernelCall[], target: Target, stack: Stacking): Dispatch[] {
  const { rows, transposed, accumulate, in: K, out } = calls[0]!.args
  const [M, N] = transposed ? [out, K] : [K, out]
  const shape = split(M, N, rows, calls.length, target)
  const { splits } = shape
  const tensors = (slot: 'x' | 'dy') => calls.map(({ inputs }) => inputs[slot]!)
  const goals = (slot: 'dweight' | 'dbias') => calls.flatMap(({ outputs }) => outputs[slot] ?? [])
  // Calls that share a weight cannot write it at once: their sums meet in the reduction.
  const shared = new Set(goals('dweight').map(({ name }) => name)).size < calls.length
  const direct = splits === 1 && !shared
  const place = (targets: readonly Tensor[]): Stack | Partials =>
    direct ? stackAsTheyLie(targets) : { kind: 'partials', targets, count: splits, accumulate }
  const start = (goal: Stack | Partials): readonly number[] =>
    goal.kind === 'stack' ? goal.starts : goal.targets.map(({ shape }, i) => i * splits * shape.reduce((a, b) => a * b, 1))

  const [a, b] = (transposed ? (['dy', 'x'] as const) : (['x', 'dy'] as const)).map((slot) => stack(tensors(slot)))
  const dweight = place(goals('dweight'))
  const dbias = goals('dbias').length > 0 ? place(goals('dbias')) : undefined
  const fours = inFours(N)
  const bindings: Binding[] = [
    read('a', a!, inFours(M) ? 'vec4f' : 'f32'),
    read('b', b!, fours ? 'vec4f' : 'f32'),
    write('dweight', dweight, fours ? 'vec4f' : 'f32'),
    ...(dbias ? [write('dbias', dbias)] : []),
  ]
  const adds = direct && accumulate === 1 ? '+' : ''
  const store = `
${startCode('a', a!.starts)}${startCode('b', b!.starts)}${startCode('dweight', start(dweight))}${dbias ? startCode('dbias', start(dbias)) : ''}
fn store(call: u32, split: u32, m: u32, n: u32, value: vec4f) {
  if (m >= ${M}u) { return; }
  let at = start_dweight(call) + (split * ${M}u + m) * ${N}u + n;
  ${
    fours
      ? `if (n < ${N}u) { dweight[at / 4u] ${adds}= value; }`
      : `for (var j = 0u; j < 4u; j++) { if (n + j < ${N}u) { dweight[at + j] ${adds}= value[j]; } }`
  }
}
fn store_bias(call: u32, split: u32, n: u32, value: vec4f) {
  ${
    dbias
      ? `for (var j = 0u; j < 4u; j++) {
    if (n + j < ${out}u) { dbias[start_dbias(call) + split * ${out}u + n + j] ${adds}= value[j]; }
  }`
      : ''
  }
}
`
  const outer: Outer = { ...shape, bias: !dbias ? undefined : transposed ? 'a' : 'b' }
  const { enable, code } = target.software ? outerDirect(outer, target) : { enable: '', code: outerTiles(outer) }
  const grid = [ceilDiv(N, shape.across), ceilDiv(M, shape.down), calls.length * splits] as const
  const label = `linearBackwardWeight ${goals('dweight')
    .map(({ name }) => name)
    .join(' ')}`
  return [dispatch(label, bindings, grid, store + code, enable)]
}

/** WGSL: `start_<name>(call)`, where a call's tensor starts in what is bound. */
function startCode(name: string, starts: readonly number[]): string {
  const step = starts.length > 1 ? starts[1]! - starts[0]! : 0
  const even = step >= 0 && starts.every((start, i) => start === starts[0]! + i * step)
  const value = even ? `${starts[0]}u + call * ${step}u` : `array<u32, ${starts.length}>(${starts.map((s) => `${s}u`).join(', ')})[call]`
  return `fn start_${name}(call: u32) -> u32 { return ${value}; }\n`
}

/** How a product is divided. Shapes and the kind of adapter decide it, nothing measured: it fixes the order of sums. */
function split(M: number, N: number, rows: number, calls: number, { software }: Target): Outer {
  const tile = Math.min(M, N) >= 64 ? 64 : 32
  const [down, across] = software ? [16, 32] : [tile, tile]
  const tiles = ceilDiv(M, down) * ceilDiv(N, across) * calls
  const wanted = ceilDiv(software ? SOFTWARE_WORKGROUPS : GPU_WORKGROUPS, tiles)
  const count = Math.max(1, Math.min(wanted, Math.floor(rows / 64)))
  const depth = ceilDiv(ceilDiv(rows, count), 16) * 16
  return { M, N, rows, down, across, depth, splits: ceilDiv(rows, depth), bias: undefined }
}
