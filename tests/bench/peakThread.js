/** One thread of the probe: runs the loop of `peak` for a while, again and again, and keeps its best rate. */
import { parentPort, workerData } from 'node:worker_threads'

const { module, flopsPerPass, milliseconds } = workerData
const memory = new WebAssembly.Memory({ initial: 1 })
const { peak } = new WebAssembly.Instance(module, { env: { memory, abort() {} } }).exports
const PASSES = 200_000
let best = 0
for (const end = performance.now() + milliseconds; performance.now() < end; ) {
  new Float32Array(memory.buffer, 0, 36).fill(0.5)
  const begin = performance.now()
  peak(0, PASSES)
  best = Math.max(best, (PASSES * flopsPerPass) / (performance.now() - begin) / 1e6)
}
parentPort.postMessage(best)
