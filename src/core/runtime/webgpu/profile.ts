/** Times on a GPU's own clock: a compute pass for each dispatch, with a timestamp before and after it. */
import type { DeviceWatch } from './device.ts'
import type { Reader } from './staging.ts'

/** WebGPU's largest query set holds 4096 timestamps. */
const PASSES = 2048

/**
 * Milliseconds of each of `count` dispatches; `encode` puts number i into its pass. The device has 'timestamp-query'.
 * Browsers round timestamps to 100 µs unless told otherwise; Node's Dawn is told otherwise.
 */
export async function timeDispatches(
  device: GPUDevice,
  watch: DeviceWatch,
  reader: Reader,
  count: number,
  encode: (pass: GPUComputePassEncoder, i: number) => void,
): Promise<number[]> {
  const times: number[] = []
  for (let first = 0; first < count; first += PASSES) {
    const passes = Math.min(PASSES, count - first)
    const querySet = device.createQuerySet({ type: 'timestamp', count: 2 * passes })
    const usage = GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC
    const resolved = device.createBuffer({ label: 'timestamps', size: 16 * passes, usage })
    try {
      const encoder = device.createCommandEncoder({ label: 'profile' })
      for (let i = 0; i < passes; i++) {
        const timestampWrites = { querySet, beginningOfPassWriteIndex: 2 * i, endOfPassWriteIndex: 2 * i + 1 }
        const pass = encoder.beginComputePass({ timestampWrites })
        encode(pass, first + i)
        pass.end()
      }
      encoder.resolveQuerySet(querySet, 0, 2 * passes, resolved, 0)
      device.queue.submit([encoder.finish()])
      const bits = await watch.whileAlive(reader.read(resolved, 0, 4 * passes))
      const nanoseconds = new BigUint64Array(bits.buffer)
      for (let i = 0; i < passes; i++) times.push(Number(nanoseconds[2 * i + 1] - nanoseconds[2 * i]) / 1e6)
    } finally {
      querySet.destroy()
      resolved.destroy()
    }
  }
  return times
}
