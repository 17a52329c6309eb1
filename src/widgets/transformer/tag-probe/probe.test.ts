/** A probe finds what is in the vectors, and finds nothing where nothing is; words of one window are never parted. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { readTokens } from '../../../language/wink.ts'
import { normal, streamKey } from '../../../core/random.ts'
import { probeOf } from './probe.ts'
import { statesOf, type Word } from './states.ts'

const TAGS = ['NOUN', 'VERB', 'DET']
const words: Word[] = Array.from({ length: 600 }, (_, i) => ({ text: `w${i}`, tag: TAGS[(i * 7) % 3]!, window: Math.floor(i / 10) }))

/** Noise, and in the first number of a vector the tag, times `clear`. */
function depth(clear: number): Float32Array {
  const key = streamKey(1, 2, 3)
  return Float32Array.from({ length: words.length * 4 }, (_, i) =>
    i % 4 === 0 ? clear * TAGS.indexOf(words[i / 4]!.tag) + 0.1 * normal(key, i) : normal(key, i),
  )
}

test('a tag that lies in the vectors is read, one that does not is not', () => {
  const { accuracy, byWord, byTag, fitted, heldOut } = probeOf({ words, width: 4, depths: [depth(0), depth(1)] })
  expect(accuracy[1]).toBeGreaterThan(0.95)
  expect(accuracy[0]).toBeLessThan(0.5)
  // no word comes twice, so its favourite is the commonest tag
  expect(byWord).toBe(byTag)
  expect([fitted, heldOut]).toEqual([480, 120])
})

test('a text with too few words is refused', () => {
  expect(() => probeOf({ words: words.slice(0, 60), width: 4, depths: [depth(1)] })).toThrowError(
    expect.objectContaining({ code: 'bad-text' }),
  )
})

test('the shipped model’s vectors, at the last letters of words', { timeout: 60_000 }, async () => {
  const { core, handle, model } = await openWorld()
  const text = 'The people of the United States have a government that they can change when it is time to change it. '.repeat(2)
  const tokens = await readTokens(text)
  const { words: read, width, depths } = await statesOf(core, handle, model, text, tokens)
  expect(read.map((word) => word.text).join(' ')).toBe(text.replaceAll('.', '').trim())
  expect(depths).toHaveLength(model.config.nLayer + 1)
  expect(width).toBe(model.config.nEmbd)
  const { tensors } = await core.probe(handle, 'The people', [`h.${model.config.nLayer - 1}.ln_2`])
  const at = 'The'.length - 1
  const expected = tensors[0]!.data.subarray(at * width, (at + 1) * width)
  expect(Math.max(...expected.map((value, i) => Math.abs(value - depths.at(-1)![i]!)))).toBeLessThan(1e-4)
})
