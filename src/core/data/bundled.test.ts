import { describe, expect, it } from 'vitest'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { BUNDLED_TEXTS } from './bundled.ts'
import { cleanText } from './cleanText.ts'
import { nodeTexts } from './node.ts'
import { sha256 } from '../sha256.ts'

/** The course's checkpoints were trained on exactly these bytes. */
const HASHES: Record<string, string> = {
  'moby-dick': '13d63c6b42b3f39c0dcbc6760dd84d4ba749ed9d79569515201d428d01d71068',
  'state-of-the-union': '5c932694d1bce219e2da655f3682375bd9d428324460ef70bea531736972168b',
  world: 'd3d8357eebe0eb9bd63cbe36b00d726ed6d26133922fa387d53380cd5748e85d',
}

describe.each(BUNDLED_TEXTS)('$id', ({ id }) => {
  it('is clean, about a megabyte, and always the same', async () => {
    const text = await nodeTexts.read(id)
    expect(cleanText(text)).toBe(text)
    expect(text.length).toBeGreaterThan(1e6)
    expect(text.match(/ {2}| \n|\n |\n{3}|^CHAPTER \d/m)).toBeNull()
    expect(CharacterTokenizer.fromText(text).size).toBeLessThan(100)
    expect(await sha256(text)).toBe(HASHES[id])
  })
})

describe('bundled texts', () => {
  it('names what there is when asked for what there is not', async () => {
    for (const id of ['ulysses', 'constructor']) {
      await expect(nodeTexts.read(id)).rejects.toThrowError(
        expect.objectContaining({ code: 'not-found', hint: expect.stringContaining('moby-dick') }),
      )
    }
  })
})

describe('sha256', () => {
  it('agrees with FIPS 180-4', async () => {
    expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(await sha256(new TextEncoder().encode('abc'))).toBe(await sha256('abc'))
  })
})
