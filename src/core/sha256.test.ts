/** Our SHA-256 is Node's, however the bytes come. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Sha256 } from './sha256.ts'

const known = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')

it("gives Node's hash for every length around the blocks", () => {
  for (let length = 0; length < 300; length++) {
    const data = Uint8Array.from({ length }, (_, i) => i * 31 + length)
    expect(new Sha256().add(data).hex(), `${length}`).toBe(known(data))
  }
})

it('does not care how the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
      const hash = new Sha256()
      for (const piece of pieces) hash.add(piece)
      expect(hash.hex()).toBe(known(Buffer.concat(pieces)))
    }),
  )
})
