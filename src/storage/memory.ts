/** Storage that lasts as long as the page: where the browser allows nothing else, and in tests. */
import type { Blobs } from './blobs.ts'

export function memoryBlobs(): Blobs {
  const held = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    kind: 'memory',
    read: async (path) => held.get(path)?.slice() ?? null,
    async parts(path) {
      const data = held.get(path)
      return data ? { size: data.length, read: async (from, to) => data.slice(from, to) } : null
    },
    async write(path, data) {
      held.set(path, data.slice() as Uint8Array<ArrayBuffer>)
      return data.length
    },
    async remove(path) {
      held.delete(path)
    },
    list: async (folder) => [...held.keys()].filter((path) => path.startsWith(`${folder}/`)),
    room: async () => null,
  }
}
