/** Opens the wasm runtime in Node, building its kernels when they have changed. */
import { availableParallelism } from 'node:os'
import v8 from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { Runtime } from '../runtime.ts'
import { buildKernels } from './build.ts'
import type { Helper } from './team.ts'
import { createWasmRuntime, sharedMemory, type WasmKernels } from './wasm.ts'

export interface OpenOptions {
  /** false forces plain SIMD */
  relaxed?: boolean
  /** default 1; 0: as many as the machine has cores */
  threads?: number
  /** 0 cuts even the smallest call, to test the cuts */
  minFlops?: number
}

export async function openWasm({ relaxed = true, threads = 1, minFlops }: OpenOptions = {}): Promise<Runtime> {
  const helpers = (threads || availableParallelism()) - 1
  const memory = helpers > 0 ? sharedMemory() : null
  return createWasmRuntime({
    ...(await compileKernels(relaxed, memory !== null)),
    ...(memory && { shared: { memory, helpers, start, ...(minFlops !== undefined && { minFlops }) } }),
  })
}

async function compileKernels(relaxed: boolean, shared: boolean): Promise<WasmKernels> {
  const onBuild = () => console.error('Building the SIMD kernels (once) …')
  if (relaxed) {
    // Node 20 knows relaxed SIMD but hides it; a newer one refuses the flag's name quietly.
    v8.setFlagsFromString('--experimental-wasm-relaxed-simd')
    const bytes = await buildKernels({ relaxed: true, shared, onBuild })
    if (WebAssembly.validate(bytes)) return { module: await WebAssembly.compile(bytes), relaxed: true }
  }
  return { module: await WebAssembly.compile(await buildKernels({ relaxed: false, shared, onBuild })), relaxed: false }
}

/** A thread of Node's. It keeps no process alive: when the work is done, so is the thread. */
function start(): Helper {
  // No arguments of the parent's: a loader for TypeScript would only delay the start.
  const worker = new Worker(new URL('./helperNode.js', import.meta.url), { execArgv: [] })
  return {
    post: (message) => worker.postMessage(message),
    listen(ready, failed) {
      worker.once('message', () => {
        worker.unref()
        ready()
      })
      worker.once('error', failed)
      worker.once('exit', failed)
    },
    terminate: () => void worker.terminate(),
  }
}
