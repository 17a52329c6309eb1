/** A storage that fills up, for tests: it takes so many bytes and refuses what is more, as browsers do. */
import type { Blobs } from '../blobs.ts'
import { memoryBlobs } from '../memory.ts'

export interface SmallDisk {
  blobs: Blobs
  /** how many bytes it takes from now on, with those that it has */
  capacity: number
}

export function smallDisk(capacity = Number.POSITIVE_INFINITY): SmallDisk {
  const held = memoryBlobs()
  const sizes = new Map<string, number>()
  const disk: SmallDisk = {
    capacity,
    blobs: {
      ...held,
      async write(path, data) {
        const others = [...sizes].reduce((sum, [name, size]) => (name === path ? sum : sum + size), 0)
        if (others + data.length > disk.capacity) throw new DOMException('The disk is full.', 'QuotaExceededError')
        sizes.set(path, data.length)
        return held.write(path, data)
      },
      async remove(path) {
        sizes.delete(path)
        await held.remove(path)
      },
    },
  }
  return disk
}
