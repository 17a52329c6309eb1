/** tfjs on the core's own device, loaded when a net is first asked for: WebGPU where the core runs on it, tfjs's CPU backend elsewhere. */
import type * as tfjs from '@tensorflow/tfjs'
import type { Digits } from '../core/data/digits/digits.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import type { WebGpuRuntime } from '../core/runtime/webgpu/webgpu.ts'

export type Tf = typeof tfjs
export type TfBackend = 'webgpu' | 'cpu'

/** What the training of a net gets beside its spec. */
export interface NetTools {
  tf: Tf
  backend: TfBackend
  /** The learner pressed Stop, or asked for another net. Look at it after every step. */
  stopped(): boolean
  /** Monotonic, in ms. */
  now(): number
  /** Lets messages from the page in; call it several times a second. */
  yieldToMessages(): Promise<void>
  /** the handwritten digits, fetched when first asked for */
  digits(): Promise<Digits>
}

/**
 * tfjs with its backend set. On WebGPU it shares the core's GPUDevice, so there is one device, one loss and one memory.
 * Call it again before each net: the core may have changed its runtime since.
 */
export async function openTf(runtime: Runtime): Promise<{ tf: Tf; backend: TfBackend }> {
  if (isWebGpu(runtime)) {
    const { registerTfjsBackend } = await import('../core/runtime/webgpu/tensorView.ts')
    const tf = await registerTfjsBackend(runtime.device)
    // It stays registered when the core goes to the CPU and comes back.
    if (tf.getBackend() !== 'webgpu') await tf.setBackend('webgpu')
    return { tf, backend: 'webgpu' }
  }
  const module: Tf & { default?: Tf } = await import('@tensorflow/tfjs')
  const tf = module.default ?? module
  if (tf.getBackend() !== 'cpu' && !(await tf.setBackend('cpu'))) throw new Error('tfjs has no CPU backend')
  await tf.ready()
  return { tf, backend: 'cpu' }
}

const isWebGpu = (runtime: Runtime): runtime is WebGpuRuntime => runtime.kind === 'webgpu' && 'device' in runtime
