/** LayerNorm and RMSNorm on the GPU, forward and backward, each in one pass: the kernels that other ops put their own numbers through. */
import type { KernelCall } from '../../plan/plan.ts'
import { lanesOf } from '../pointwise.wgsl.ts'
import { type Dispatch, read, type Target, write } from '../wgsl.ts'
import { LAYER_NORM } from './reference.ts'
import { type NormRows, type NormRowsBackward, normRows, normRowsBackward } from './rows.wgsl.ts'
import { normWorkgroups, normWorkgroupsBackward } from './workgroups.wgsl.ts'

/** The element type in which this device's kernel reads rows of that width: WGSL's T in `value` and `store`. */
export const elementType = (width: number, target: Target): 'f32' | 'vec4f' => (target.software ? lanesOf(width).T : 'f32')

/** Normalizes what `value` says. */
export const normalizing = (call: NormRows, target: Target): Dispatch => (target.software ? normRows(call) : normWorkgroups(call, target))

/** Its gradient. */
export const normalizingBackward = (call: NormRowsBackward, target: Target): Dispatch =>
  target.software ? normRowsBackward(call) : normWorkgroupsBackward(call, target)

/** y [M,C], mean, rstd [M] */
export function normKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { rows, width, eps, kind } = args
  const { x, gain, bias } = inputs
  const { y, mean, rstd } = outputs
  const bindings = [read('x', x, elementType(width, target))]
  const from = { label: `norm ${y.name}`, rows, width, eps, centered: kind === LAYER_NORM, bindings, value: 'x[at]' }
  return [normalizing({ ...from, gain, bias, y, mean, rstd }, target)]
}

/** dx [M,C], dgain, dbias? [C] */
export function normBackwardKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { rows, width, kind, accumulate } = args
  const { dy, x, mean, rstd, gain, addend } = inputs
  const { dx, dgain, dbias } = outputs
  const T = elementType(width, target)
  const bindings = [write('dx', dx, T), ...(addend ? [read('addend', addend, T)] : [])]
  const store = `dx[at] = d${addend ? ' + addend[at]' : ''};`
  const sizes = { label: `normBackward ${dx.name}`, rows, width, centered: kind === LAYER_NORM, accumulate }
  return [normalizingBackward({ ...sizes, dy, x, mean, rstd, gain, dgain, dbias, bindings, store }, target)]
}
