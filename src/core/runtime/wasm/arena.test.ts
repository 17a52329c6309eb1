/** What the arena says of more memory than WebAssembly can address, before any of it is taken. */
import { expect, it } from 'vitest'
import { createArena } from './arena.ts'

it('says how much there would be in all', () => {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 65536 })
  const arena = createArena(memory, 65536)
  const address = arena.allocate(40_000_000)
  const { byteLength } = memory.buffer
  expect(() => arena.expect(4_260_000_000)).toThrow('This model needs 4,300 MB of memory, and a program in WebAssembly can have 4,295 MB at most.')
  expect(memory.buffer.byteLength).toBe(byteLength)
  arena.free(address)
  arena.expect(4_260_000_000)
})
