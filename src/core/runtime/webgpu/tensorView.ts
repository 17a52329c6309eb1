/** The bridge to tfjs: its backend on our device, and our tensors as its tensors. Loads tfjs only when asked. */
import type * as tfjs from '@tensorflow/tfjs'
import { CourseError } from '../../errors.ts'
import { findTensor } from '../tensors.ts'
import type { WebGpuProgram } from './program.ts'

type Tf = typeof tfjs

/** The device that tfjs has. */
let registered: GPUDevice | undefined

/**
 * Loads tfjs and makes `device` its 'webgpu' backend. The package registers a backend of its own on import, which would
 * open a second device with default limits; that one is taken out before it is ever initialized.
 */
export async function registerTfjsBackend(device: GPUDevice, adapterInfo: GPUAdapterInfo = device.adapterInfo): Promise<Tf> {
  const tf = unwrap(await import('@tensorflow/tfjs'))
  const { WebGPUBackend } = unwrap(await import('@tensorflow/tfjs-backend-webgpu'))
  if (registered === device) return tf
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu')
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapterInfo), 3)
  if (!(await tf.setBackend('webgpu')) || tf.getBackend() !== 'webgpu') throw new Error(`tfjs chose the backend ${tf.getBackend()}`)
  registered = device
  return tf
}

/** Node gives CommonJS packages a default export. */
function unwrap<T extends object>(module: T): T {
  return 'default' in module ? (module.default as T) : module
}

/**
 * A program's tensor as a tf.Tensor on the same device, in its own shape; integers come as 'int32'.
 * Where the tensor has a buffer of its own, it is a live view: later replays show through. A slice of a buffer (weights,
 * gradients, moments, packed activations) is copied on the device, as of everything enqueued up to now. Dispose it either way.
 * @throws CourseError 'bad-argument' for a tensor in half precision, a type that tfjs does not have
 */
export function tensorView(tf: Tf, program: WebGpuProgram, name: string): tfjs.Tensor {
  const { shape, dtype } = findTensor(program.plan, name)
  const { buffer, offset, size } = program.place(name)
  if (dtype === 'f16') {
    throw new CourseError(
      'bad-argument',
      `${name} is stored in half precision, which tfjs cannot read.`,
      'Read its numbers, or compile the plan in f32.',
    )
  }
  const type = dtype === 'i32' ? 'int32' : 'float32'
  if (size === buffer.size) return tf.tensor({ buffer, zeroCopy: true }, [...shape], type)

  const { device } = program
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
  const copy = device.createBuffer({ label: `${name} for tfjs`, size, usage })
  const encoder = device.createCommandEncoder()
  encoder.copyBufferToBuffer(buffer, offset, copy, 0, size)
  device.queue.submit([encoder.finish()])
  // tfjs copies once more into a buffer of its own pool, so that disposing the tensor frees it; ours can go at once.
  const tensor = tf.tensor({ buffer: copy }, [...shape], type)
  device.queue.onSubmittedWorkDone().then(
    () => copy.destroy(),
    () => {},
  )
  return tensor
}
