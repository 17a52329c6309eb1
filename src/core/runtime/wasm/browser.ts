/** Opens the wasm runtime in a page or worker. */
import kernels from 'virtual:wasm-kernels'
import { CourseError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'
import { createWasmRuntime } from './wasm.ts'

/** Takes relaxed SIMD where the browser has it, else plain SIMD. */
export async function openWasm(): Promise<Runtime> {
  for (const relaxed of [true, false]) {
    const response = await fetch(relaxed ? kernels.relaxed : kernels.plain)
    if (!response.ok)
      throw new CourseError('not-found', `The kernels of the wasm runtime did not load (HTTP ${response.status}).`, 'Reload the page.')
    const bytes = await response.arrayBuffer()
    if (WebAssembly.validate(bytes)) return createWasmRuntime({ module: await WebAssembly.compile(bytes), relaxed })
  }
  throw new CourseError(
    'no-device',
    'This browser has no WebAssembly SIMD.',
    'Use a current Chrome, Edge, Firefox or Safari (17.5 or newer).',
  )
}
