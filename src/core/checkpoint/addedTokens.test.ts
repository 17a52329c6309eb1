/** Tokens that were added to a vocabulary, and tables that are longer than their tokenizer. */
import { describe, expect, it } from 'vitest'
import { hubFolder } from '../../../tests/support/hubFolder.ts'
import { BpeTokenizer } from '../tokenizer/bpe/bpe.ts'
import { type ModelFolder, readModelFolder, writeModelFolder } from './hfFolder.ts'

const json = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value))
const without = (folder: ModelFolder, ...names: string[]) => new Map([...folder].filter(([name]) => !names.includes(name)))

describe.each(['openai-gpt', 'gpt2'] as const)('%s', (type) => {
  const small = hubFolder({ type }).model.tokenizer as BpeTokenizer
  const n = small.size
  // A table of three rows more than the tokenizer has tokens.
  const padded = hubFolder({
    type,
    tokenizer: new BpeTokenizer(small.style, [...small.vocabulary, '<p0>', '<p1>', '<p2>'], small.merges, small.marks),
  })
  const own = hubFolder({ type, tokenizer: small }).files
  const short = new Map(padded.files)
  for (const name of ['tokenizer.json', 'vocab.json', 'merges.txt']) short.set(name, own.get(name)!)

  it('a table filled up past its tokenizer is read, and written again', () => {
    const read = readModelFolder(short)
    expect([read.config.nVocab, read.tokenizer.size]).toEqual([n + 3, n])
    const again = readModelFolder(writeModelFolder(read))
    expect([again.config.nVocab, again.tokenizer.size]).toEqual([n + 3, n])
    const tooShort = new Map(own).set('tokenizer.json', padded.files.get('tokenizer.json')!)
    expect(() => readModelFolder(tooShort)).toThrowError(`The tokenizer has ${n + 3} tokens, but the model's vocabulary is ${n}`)
  })

  it('added_tokens.json is read beside tokenizer.json, and beside vocab.json and merges.txt', () => {
    const added = new Map(short).set('added_tokens.json', json({ '<sep>': n + 1, '<pad>': n, Moby: n + 2 }))
    for (const folder of [
      added,
      without(added, 'tokenizer.json').set('special_tokens_map.json', json({ pad_token: '<pad>', sep_token: { content: '<sep>' } })),
    ]) {
      const { tokenizer } = readModelFolder(folder)
      expect(tokenizer.vocabulary.slice(n)).toEqual(['<pad>', '<sep>', 'Moby'])
      expect([...tokenizer.encode('<pad>Moby<sep>')]).toEqual([n, n + 2, n + 1])
    }
    const found = readModelFolder(without(added, 'tokenizer.json').set('special_tokens_map.json', json({ pad_token: '<pad>' }))).tokenizer
    expect((found as BpeTokenizer).added.find(({ content }) => content === 'Moby')).toMatchObject({ normalized: true, special: false })
    expect(() => readModelFolder(new Map(short).set('added_tokens.json', json({ '<pad>': n + 1 })))).toThrowError(/added token/)
  })

  it('added_tokens_decoder says more of them', () => {
    const token = { content: 'Moby', lstrip: true, rstrip: false, normalized: false, single_word: true, special: false }
    const folder = without(short, 'tokenizer.json').set('tokenizer_config.json', json({ added_tokens_decoder: { [n]: token } }))
    expect((readModelFolder(folder).tokenizer as BpeTokenizer).added.at(-1)).toEqual({
      content: 'Moby',
      lstrip: true,
      rstrip: false,
      normalized: false,
      singleWord: true,
      special: false,
      onTop: true,
    })
  })

  it('a vocabulary whose merges are missing or cut short is refused', () => {
    const words = Array.from({ length: 400 }, (_, i) => `word${i}`)
    const large = new BpeTokenizer(small.style, [...small.vocabulary, ...words], small.merges, small.marks)
    const { files } = hubFolder({ type, tokenizer: large })
    const says = /tokens and \d+ merges: 400 tokens, "word0" for one, are made by none of them/
    expect(() => readModelFolder(files)).toThrowError(says)
    expect(() => readModelFolder(without(files, 'tokenizer.json'))).toThrowError(says)
  })
})
