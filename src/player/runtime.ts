/** The runtime of a published page: the kernels that the page carries, on one thread. */
import kernels from 'virtual:inline-kernels'
import { fromBase64 } from '../core/base64.ts'
import { CourseError } from '../core/errors.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { createWasmRuntime } from '../core/runtime/wasm/wasm.ts'

export async function openRuntime(): Promise<Runtime> {
  for (const name of ['relaxed', 'plain'] as const) {
    const bytes = fromBase64(kernels[name])
    if (typeof WebAssembly === 'object' && WebAssembly.validate(bytes))
      return createWasmRuntime({ module: await WebAssembly.compile(bytes), relaxed: name === 'relaxed' })
  }
  throw new CourseError(
    'no-device',
    'This browser has no WebAssembly SIMD, which the model computes with.',
    'Open the file in a current Chrome, Edge, Firefox or Safari (17.5 or newer).',
  )
}

const { port1, port2 } = new MessageChannel()
const waiting: (() => void)[] = []
port1.onmessage = () => waiting.shift()?.()

/** Lets the page be drawn and keys be heard. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    port2.postMessage(null)
  })
}
