/** What the arena says of more memory than there can be, and that nothing of it is kept. */
import { expect, it } from 'vitest'
import { createArena } from './arena.ts'

it('says how much there would be in all, before any of it is taken', () => {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 65536 })
  const arena = createArena(memory, 65536)
  const address = arena.allocate(40_000_000)
  const { byteLength } = memory.buffer
  expect(() => arena.allocateAll([4_000_000_000, 260_000_000])).toThrow(
    'This model needs 4,300 MB of memory, and a program in WebAssembly can have 4,295 MB at most.',
  )
  expect(memory.buffer.byteLength).toBe(byteLength)
  arena.free(address)
})

it('gives back what it took of several blocks, where the machine has no more for the last', () => {
  // 64 pages are all that this machine gives.
  const arena = createArena(new WebAssembly.Memory({ initial: 2, maximum: 64 }), 65536)
  const first = arena.allocate(64)
  expect(() => arena.allocateAll([1_500_000, 1_500_000, 1_500_000])).toThrow('of memory, and the browser gave only')
  const [next] = arena.allocateAll([3_900_000])
  expect(next).toBe(first + 64)
})
