/** Reading GPU buffers back: copies wait in pooled staging buffers, behind what was enqueued before and no further. */
import type { DeviceWatch } from './device.ts'

/** `length` floats from element `offset` of a buffer. */
export interface Span {
  source: GPUBuffer
  offset: number
  length: number
}

export interface Reader {
  /** A copy of a span, as of everything enqueued up to now. */
  read(source: GPUBuffer, offset: number, length: number): Promise<Float32Array>
  /** Adds copies of the spans to what is encoded. When that is submitted, the function that is returned waits for them. */
  stage(encoder: GPUCommandEncoder, spans: readonly Span[]): () => Promise<Float32Array[]>
}

/** Buffers kept for the next read of that size: three steps in flight each read once. */
const KEPT = 8
/** More bytes than this, a snapshot's, get a buffer of just their size, which goes when they are read. */
const MOST_KEPT = 2 ** 22

export function createReader(device: GPUDevice, watch: DeviceWatch): Reader {
  const pool = new Map<number, GPUBuffer[]>()

  const stage: Reader['stage'] = (encoder, spans) => {
    const bytes = 4 * spans.reduce((sum, { length }) => sum + length, 0)
    const size = bytes > MOST_KEPT ? bytes : Math.max(256, 2 ** Math.ceil(Math.log2(bytes)))
    const staging =
      pool.get(size)?.pop() ?? device.createBuffer({ label: 'staging', size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST })
    let end = 0
    const places = spans.map(({ source, offset, length }) => {
      const start = end
      end += 4 * length
      encoder.copyBufferToBuffer(source, 4 * offset, staging, start, 4 * length)
      return [start, end] as const
    })
    return async () => {
      // The device may also go between the mapping and the copies.
      const mapped = staging.mapAsync(GPUMapMode.READ, 0, bytes).then(() => {
        const range = staging.getMappedRange(0, bytes)
        return places.map(([from, to]) => new Float32Array(range.slice(from, to)))
      })
      const copies = await watch.whileAlive(mapped)
      staging.unmap()
      const free = pool.get(size) ?? []
      if (size <= MOST_KEPT && free.length < KEPT) pool.set(size, [...free, staging])
      else staging.destroy()
      return copies
    }
  }

  return {
    stage,
    async read(source, offset, length) {
      watch.check()
      const encoder = device.createCommandEncoder()
      const copies = stage(encoder, [{ source, offset, length }])
      device.queue.submit([encoder.finish()])
      return (await copies())[0]!
    },
  }
}
