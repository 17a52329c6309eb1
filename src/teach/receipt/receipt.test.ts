/** Receipts: read as they were written; of each version for ever; what was changed or never fit is said. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inMemory } from '../../core/checkpoint/source.ts'
import { unzipSync } from 'fflate'
import { zipOf } from '../anyZip.ts'
import { everything, handedIn, handedInWithGuesses, modelFiles } from '../testing/examples.ts'
import { misfit, readReceipt, wrongText } from './read.ts'
import { writeReceipt } from './write.ts'

const written = writeReceipt(handedIn, modelFiles)
const read = (bytes: Uint8Array) => readReceipt(inMemory(bytes))
const files = (): Map<string, Uint8Array> => new Map(Object.entries(unzipSync(written)))
const json = new TextDecoder().decode(files().get('receipt.json'))
const withJson = (text: string): Uint8Array => zipOf(files().set('receipt.json', new TextEncoder().encode(text)))

describe('a receipt', () => {
  it('is read as it was written, models too', async () => {
    const { receipt, models, doubts } = await read(written)
    expect(doubts).toEqual([])
    expect(receipt).toMatchObject(handedIn)
    expect([...models.keys()]).toEqual(['small'])
    const weights = models.get('small')!.get('model.safetensors')!
    expect(await weights.read(0, weights.size)).toEqual(modelFiles.get('small')!.get('model.safetensors'))
    expect(misfit(receipt, everything)).toBeNull()
    expect(wrongText(receipt.items[2]!.attempts[1]!.model!, everything)).toBeNull()
  })

  it('of version 1 is read as it was when version 1 was new', async () => {
    const { receipt, models, doubts } = await read(readFileSync('tests/golden/teach/receipt-1.zip'))
    expect({ receipt, doubts }).toEqual({ receipt: (await read(written)).receipt, doubts: [] })
    expect([...models.get('small')!.keys()].sort()).toEqual(['config.json', 'model.safetensors'])
  })

  it('of version 2 is read as it was when version 2 was new: with what was read and what was foretold', async () => {
    const { receipt, doubts } = await read(readFileSync('tests/golden/teach/receipt-2.zip'))
    expect({ receipt, doubts }).toEqual({ receipt: (await read(writeReceipt(handedInWithGuesses, modelFiles))).receipt, doubts: [] })
    expect(receipt.items[0]!.attempts[0]!.estimates).toMatchObject([{ guess: 1.7, outcome: 1.74 }])
    expect(receipt.items.at(-1)!.attempts[0]!.read).toBe(true)
  })

  it('has the same bytes for the same content', () => expect(writeReceipt(handedIn, modelFiles)).toEqual(written))

  it.each([
    ['the name', withJson(json.replace('Zoë', 'Zoe')), ['The name, the time or the assignment was changed after the receipt was written.']],
    [
      'a reading',
      withJson(json.replace('"bitsPerCharacter": 2.3', '"bitsPerCharacter": 1.3')),
      ['What stands under “small” was changed after the receipt was written.'],
    ],
    [
      'a model',
      zipOf(files().set('models/small/config.json', new TextEncoder().encode('{"n_layer":2}\n'))),
      ['The file models/small/config.json is not the one that was handed in.'],
    ],
    [
      'a model’s file that is gone',
      zipOf(new Map([...files()].filter(([path]) => path !== 'models/small/model.safetensors'))),
      ['The file models/small/model.safetensors is missing.'],
    ],
    [
      'a model that was put in',
      zipOf(files().set('models/other/config.json', new Uint8Array(3))),
      ['The file models/other/config.json was put into the receipt after it was written.'],
    ],
    ['the checksums', withJson(json.replace('"checksums"', '"sums"')), ['The receipt has no checksums.']],
  ])('says that %s was changed, and is read all the same', async (_, bytes, doubts) => {
    const found = await read(bytes)
    expect(found.doubts).toEqual(doubts)
    expect(found.receipt.items).toHaveLength(4)
  })

  it.each([
    ['no zip', new TextEncoder().encode('hello'), /it is no zip/],
    ['a zip of something else', zipOf(new Map([['a.txt', new Uint8Array(3)]])), /holds no receipt.json/],
    ['one that was cut off', written.slice(0, -20), /cut short/],
    ['one whose bytes were changed', written.map((byte, i) => (i === 60 ? byte ^ 1 : byte)), /cannot be read/],
    ['a later version', withJson(json.replace('"version": 2', '"version": 3')), /version 3, and this course reads versions 1 and 2/],
    ['another format', withJson('{}'), /not one that this course wrote/],
    ['no JSON', withJson(json.slice(0, 99)), /not valid JSON/],
    ['a reading that is text', withJson(json.replace('"bitsPerCharacter": 2.3', '"bitsPerCharacter": "2.3"')), /readings.bitsPerCharacter/],
    ['a key that reaches a prototype', withJson(json.replace('"bitsPerCharacter": 2.3', '"__proto__": 2.3')), /"__proto__" is not allowed/],
    ['a hostile path', zipOf(files().set('../../x', new Uint8Array(3))), /leads outside its folder/],
  ])('%s is refused with its reason', async (_, bytes, reason) => {
    await expect(read(bytes)).rejects.toThrow(reason)
    await expect(read(bytes)).rejects.toMatchObject({ code: 'bad-receipt', hint: expect.stringMatching(/./) })
  })

  it('of 100 MB is refused by its size, without a byte being read; and by what it unpacks to', async () => {
    const large = { size: 100e6, read: () => Promise.reject(new Error('it was read')) }
    await expect(readReceipt(large)).rejects.toThrow('the file has 100000000 bytes, but at most 67108864 are read')
    const bomb = zipOf(files().set('models/small/extra.json', new Uint8Array(70e6)))
    expect(bomb.length).toBeLessThan(1e6)
    await expect(read(bomb)).rejects.toThrow(/unpacks to 7\d+ bytes, but at most 67108864 are read/)
  })

  it('that could not be read back is not written', () => {
    expect(() => writeReceipt({ ...handedIn, at: 'yesterday' })).toThrow('at does not fit (is no moment)')
  })

  it('of another assignment, of another version of it, or with another text says so', async () => {
    const { receipt } = await read(written)
    expect(misfit(receipt, { ...everything, title: 'Week 4' })).toBe(
      'It is of another assignment, “Week 3: attention”, and not of “Week 4”.',
    )
    expect(misfit(receipt, { ...everything, passMark: 50 })).toContain('another version of “Week 3: attention”')
    const trained = { ...receipt.items[2]!.attempts[1]!.model!, text: { title: 'Moby-Dick', sha256: 'b'.repeat(64) } }
    expect(wrongText(trained, everything)).toMatch(/trained on “Moby-Dick” \(bbbbbbbb\), and not on the assignment’s text, “A song”/)
    expect(wrongText(trained, { ...everything, text: null })).toBeNull()
  })
})
