/** Residual add, dropout and LayerNorm on the GPU, forward and backward, each in one pass: the norm's kernels over the sum. */
import type { KernelCall } from '../../plan/plan.ts'
import { elementType, normalizing, normalizingBackward } from '../norm/kernel.wgsl.ts'
import { dropoutScale } from '../pointwise.wgsl.ts'
import { type Dispatch, dropoutCode, read, type Target, uniform, write } from '../wgsl.ts'

/** y, sum [M,C], mean, rstd [M] */
export function addLayerNormKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { rows, width, eps, dropout, stream } = args
  const { a, b, gain, bias } = inputs
  const { y, sum, mean, rstd } = outputs
  const T = elementType(width, target)
  const bindings = [read('a', a, T), read('b', b, T), uniform('stream', stream)]
  const value = `a[at] + b[at] * ${dropoutScale(T, 'at')}`
  const random = { functions: dropoutCode(dropout), start: 'let key = stream_key(stream);' }
  const from = { label: `addLayerNorm ${y.name}`, rows, width, eps, centered: true, bindings, value, ...random }
  return [normalizing({ ...from, gain, bias, sum, y, mean, rstd }, target)]
}

/** dsum, dbranch? [M,C], dgain, dbias [C] */
export function addLayerNormBackwardKernel({ inputs, outputs, args }: KernelCall, target: Target): Dispatch[] {
  const { rows, width, dropout, stream, accumulate } = args
  const { dy, sum, mean, rstd, gain } = inputs
  const { dsum, dbranch, dgain, dbias } = outputs
  const T = elementType(width, target)
  const bindings = [write('dsum', dsum, T)]
  if (dbranch) bindings.push(write('dbranch', dbranch, T), uniform('stream', stream))
  const store = `dsum[at] = d; ${dbranch ? `dbranch[at] = d * ${dropoutScale(T, 'at')};` : ''}`
  const random = dbranch && { functions: dropoutCode(dropout), start: 'let key = stream_key(stream);' }
  const sizes = { label: `addLayerNormBackward ${dsum.name}`, rows, width, centered: true, accumulate }
  return [normalizingBackward({ ...sizes, dy, x: sum, mean, rstd, gain, dgain, dbias, bindings, store, ...random }, target)]
}
