/** Opens the wasm runtime in a worker of the page. */
import kernels from 'virtual:wasm-kernels'
import { CourseError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'
import type { Helper } from './team.ts'
import { threadsFor } from './threads.ts'
import { createWasmRuntime, sharedMemory } from './wasm.ts'

/**
 * Takes relaxed SIMD where the browser has it, else plain SIMD; and several threads where the page is cross-origin isolated.
 * `threads` 0 takes as many as are good for the machine.
 */
export async function openWasm(threads = 0): Promise<Runtime> {
  const helpers = (threads || threadsFor(navigator.hardwareConcurrency)) - 1
  const memory = helpers > 0 && globalThis.crossOriginIsolated && typeof Worker === 'function' ? sharedMemory() : null
  const builds = memory ? [kernels.relaxedShared, kernels.plainShared] : [kernels.relaxed, kernels.plain]
  for (const [i, url] of builds.entries()) {
    const response = await fetch(url)
    if (!response.ok)
      throw new CourseError('not-found', `The kernels of the wasm runtime did not load (HTTP ${response.status}).`, 'Reload the page.')
    const bytes = await response.arrayBuffer()
    if (!WebAssembly.validate(bytes)) continue
    const module = await WebAssembly.compile(bytes)
    return createWasmRuntime({ module, relaxed: i === 0, ...(memory && { shared: { memory, helpers, start } }) })
  }
  throw new CourseError(
    'no-device',
    'This browser has no WebAssembly SIMD.',
    'Use a current Chrome, Edge, Firefox or Safari (17.5 or newer).',
  )
}

function start(): Helper {
  const worker = new Worker(new URL('./helperBrowser.ts', import.meta.url), { type: 'module' })
  return {
    post: (message) => worker.postMessage(message),
    listen(ready, failed) {
      worker.onmessage = ready
      worker.onerror = (event) => {
        event.preventDefault()
        failed()
      }
      worker.onmessageerror = failed
    },
    terminate: () => worker.terminate(),
  }
}
