/** Opens the wasm runtime in Node, building its kernels when they have changed. */
import v8 from 'node:v8'
import type { Runtime } from '../runtime.ts'
import { buildKernels } from './build.ts'
import { createWasmRuntime } from './wasm.ts'

/** `relaxed: false` forces plain SIMD. */
export async function openWasm(options: { relaxed?: boolean } = {}): Promise<Runtime> {
  const relaxed = options.relaxed ?? true
  const say = () => console.error('Building the SIMD kernels (once) …')
  if (relaxed) {
    // Node 20 knows relaxed SIMD but hides it; a newer one refuses the flag's name quietly.
    v8.setFlagsFromString('--experimental-wasm-relaxed-simd')
    const bytes = await buildKernels({ relaxed: true, onBuild: say })
    if (WebAssembly.validate(bytes)) return createWasmRuntime({ module: await WebAssembly.compile(bytes), relaxed: true })
  }
  return createWasmRuntime({ module: await WebAssembly.compile(await buildKernels({ relaxed: false, onBuild: say })), relaxed: false })
}
