/** What this machine's WebAssembly can do: the rate of multiply-adds in registers, on one thread and on all, for kernels to be measured against. */
import { availableParallelism } from 'node:os'
import v8 from 'node:v8'
import { Worker } from 'node:worker_threads'
import { buildKernels } from '../../src/core/runtime/wasm/build.ts'

/** Nine sums of four numbers, a multiply and an add for each: `peak.as.ts`. */
const FLOPS_PER_PASS = 72
const MILLISECONDS = 400

export interface Peak {
  threads: number
  /** of all threads together, 10⁹ floating-point operations a second, each thread's best */
  gflopsPerSecond: number
  /** with relaxed SIMD's fused multiply-add */
  relaxed: boolean
}

/** @param threads that run the loop at the same time; default: as many as the machine has cores */
export async function peak(threads = availableParallelism()): Promise<Peak> {
  v8.setFlagsFromString('--experimental-wasm-relaxed-simd')
  const fused = await buildKernels({ relaxed: true, shared: false })
  const relaxed = WebAssembly.validate(fused)
  const module = await WebAssembly.compile(relaxed ? fused : await buildKernels({ relaxed: false, shared: false }))
  const rates = await Promise.all(Array.from({ length: threads }, () => rateOf(module)))
  return { threads, gflopsPerSecond: rates.reduce((sum, rate) => sum + rate, 0), relaxed }
}

const rateOf = (module: WebAssembly.Module): Promise<number> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./peakThread.js', import.meta.url), {
      execArgv: [],
      workerData: { module, flopsPerPass: FLOPS_PER_PASS, milliseconds: MILLISECONDS },
    })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
