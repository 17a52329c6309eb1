/** Memory of the wasm runtime: a first-fit allocator over one growing WebAssembly.Memory. */
import { CourseError } from '../../errors.ts'

const PAGE = 65536
/** Wasm addresses are 32 bits; a page is kept back so that no vector load runs past the end. */
const MAX_BYTES = 4 * 2 ** 30 - PAGE
const align = (n: number): number => Math.ceil(n / 64) * 64

export interface Arena {
  readonly memory: WebAssembly.Memory
  /** Address of a zeroed block of that many bytes, 64-byte aligned. Throws CourseError 'out-of-memory'. */
  allocate(bytes: number): number
  /** Addresses of several such blocks: all of them, or none is taken. Throws CourseError 'out-of-memory', which says how much there would be in all. */
  allocateAll(sizes: readonly number[]): number[]
  free(address: number): void
}

export function createArena(memory: WebAssembly.Memory, start: number): Arena {
  const used = new Map<number, number>()
  let holes: { address: number; bytes: number }[] = []
  let end = align(start)

  const mb = (n: number) => `${Math.ceil(n / 1e6).toLocaleString('en')} MB`

  function growTo(bytes: number): void {
    const missing = bytes - memory.buffer.byteLength
    if (missing <= 0) return
    try {
      if (bytes > MAX_BYTES) throw new RangeError()
      memory.grow(Math.ceil(missing / PAGE))
    } catch {
      throw new CourseError(
        'out-of-memory',
        `This model needs ${mb(bytes)} of memory, and the browser gave only ${mb(memory.buffer.byteLength)}.`,
        'Make the batch, the context or the width smaller.',
      )
    }
  }

  function expect(bytes: number): void {
    const all = [...used.values()].reduce((a, b) => a + b, bytes)
    if (all <= MAX_BYTES) return
    throw new CourseError(
      'out-of-memory',
      `This model needs ${mb(all)} of memory, and a program in WebAssembly can have ${mb(MAX_BYTES)} at most.`,
      'Make the batch, the context or the width smaller.',
    )
  }

  const arena: Arena = {
    memory,
    allocateAll(sizes) {
      expect(sizes.reduce((a, b) => a + align(b), 0))
      const made: number[] = []
      try {
        for (const size of sizes) made.push(arena.allocate(size))
        return made
      } catch (error) {
        made.forEach(arena.free)
        throw error
      }
    },
    allocate(bytes) {
      const size = align(bytes)
      const hole = holes.find((h) => h.bytes >= size)
      let address: number
      if (hole) {
        address = hole.address
        hole.address += size
        hole.bytes -= size
        holes = holes.filter((h) => h.bytes > 0)
      } else {
        growTo(end + size)
        address = end
        end += size
      }
      used.set(address, size)
      new Uint8Array(memory.buffer, address, size).fill(0)
      return address
    },
    free(address) {
      const bytes = used.get(address)
      if (bytes === undefined) return
      used.delete(address)
      holes = merge([...holes, { address, bytes }])
      const last = holes.at(-1)
      if (last && last.address + last.bytes === end) {
        end = last.address
        holes.pop()
      }
    },
  }
  return arena
}

function merge(holes: { address: number; bytes: number }[]): { address: number; bytes: number }[] {
  const merged: { address: number; bytes: number }[] = []
  for (const hole of holes.toSorted((a, b) => a.address - b.address)) {
    const last = merged.at(-1)
    if (last && last.address + last.bytes === hole.address) last.bytes += hole.bytes
    else merged.push({ ...hole })
  }
  return merged
}
