/** Reading GPU buffers back: copies wait in pooled staging buffers, behind what was enqueued before and no further. */
import type { DeviceWatch } from './device.ts'

export interface Reader {
  /** A copy of `length` floats from element `offset` of `source`, as of everything enqueued up to now. */
  read(source: GPUBuffer, offset: number, length: number): Promise<Float32Array>
}

/** Buffers kept for the next read of that size: three steps in flight read two small tensors each. */
const KEPT = 8
/** More bytes than this, a snapshot's, get a buffer of just their size, which goes when they are read. */
const MOST_KEPT = 2 ** 22

export function createReader(device: GPUDevice, watch: DeviceWatch): Reader {
  const pool = new Map<number, GPUBuffer[]>()

  return {
    async read(source, offset, length) {
      watch.check()
      const bytes = 4 * length
      const size = bytes > MOST_KEPT ? bytes : Math.max(256, 2 ** Math.ceil(Math.log2(bytes)))
      const staging =
        pool.get(size)?.pop() ?? device.createBuffer({ label: 'staging', size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST })
      const encoder = device.createCommandEncoder()
      encoder.copyBufferToBuffer(source, 4 * offset, staging, 0, bytes)
      device.queue.submit([encoder.finish()])
      // The device may also go between the mapping and the copy.
      const mapped = staging.mapAsync(GPUMapMode.READ, 0, bytes).then(() => new Float32Array(staging.getMappedRange(0, bytes).slice(0)))
      const copy = await watch.whileAlive(mapped)
      staging.unmap()
      const free = pool.get(size) ?? []
      if (size <= MOST_KEPT && free.length < KEPT) pool.set(size, [...free, staging])
      else staging.destroy()
      return copy
    },
  }
}
