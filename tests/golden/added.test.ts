/** Added tokens as the Rust library finds them: its ids of random texts with random sets of them, kept in added.json (make_added.py). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer as HuggingFace } from '@huggingface/tokenizers'
import { describe, expect, it } from 'vitest'
import { type AddedInFile, addTokens } from '../../src/core/tokenizer/bpe/addTokens.ts'
import { BpeTokenizer } from '../../src/core/tokenizer/bpe/bpe.ts'
import { fromTokenizerJson, toTokenizerJson } from '../../src/core/tokenizer/files.ts'

interface Trained {
  vocabulary: string[]
  merges: [string, string][]
}
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const trained: Record<'bytes' | 'gpt1', Trained> = read(join(import.meta.dirname, 'tokenizers.json'))
/** Another file of the script's, by ADDED, to try more. */
const { cases }: { cases: { style: 'bytes' | 'gpt1'; added: AddedInFile[]; texts: [text: string, ids: number[]][] }[] } = read(
  process.env.ADDED ?? join(import.meta.dirname, 'added.json'),
)

const tokenizerOf = ({ style, added }: (typeof cases)[number]): BpeTokenizer => {
  const vocabulary = [...trained[style].vocabulary]
  const tokens = addTokens(vocabulary, added, 'added.json')
  return new BpeTokenizer(style, vocabulary, trained[style].merges, tokens)
}

describe('added tokens', () => {
  it('are found where the Rust library finds them, in every random text', () => {
    const different = cases.flatMap((one) => {
      const tokenizer = tokenizerOf(one)
      return one.texts
        .filter(([text, ids]) => tokenizer.encode(text).join() !== ids.join())
        .map(([text, ids]) => ({
          text,
          ids: ids.join(),
          ours: tokenizer.encode(text).join(),
          style: one.style,
          added: JSON.stringify(one.added),
        }))
    })
    expect(different.slice(0, 3)).toEqual([])
    expect(cases.reduce((sum, { texts }) => sum + texts.length, 0)).toBeGreaterThanOrEqual(1440)
  })

  it('keep what is said of them through our own files, in which the JavaScript library finds most', () => {
    let [alike, all] = [0, 0]
    for (const one of cases.slice(0, 24)) {
      const files = toTokenizerJson(tokenizerOf(one), 64)
      const back = fromTokenizerJson(files['tokenizer.json'])
      const theirs = new HuggingFace(JSON.parse(files['tokenizer.json']), JSON.parse(files['tokenizer_config.json']))
      expect(JSON.parse(files['tokenizer.json']).added_tokens).toEqual(one.added)
      for (const [text, ids] of one.texts) {
        expect([...back.encode(text)]).toEqual(ids)
        all++
        if (theirs.encode(text, { add_special_tokens: false }).ids.map(Number).join() === ids.join()) alike++
      }
    }
    // It finds all tokens in one pass and takes no heed of what is normalized: where it differs from Rust, Rust is right.
    console.log(`@huggingface/tokenizers gives ${alike} of ${all} texts the ids of the Rust library`)
    expect(alike).toBeGreaterThan(all / 2)
  })
})

it('a token that was added is no symbol of a word: where it is hidden, its letter is unknown', () => {
  const { vocabulary, merges } = trained.gpt1
  const tokens = [...vocabulary]
  const added = addTokens(tokens, [{ id: vocabulary.length, content: 'ſ', single_word: true, special: false }], 'a file')
  const tokenizer = new BpeTokenizer('gpt1', tokens, merges, [...added, '<unk>'])
  // As the Rust library reads "eeeſBeee"; by itself it is found.
  expect([...tokenizer.encode('eſe')]).toContain(tokenizer.unkId)
  expect([...tokenizer.encode('e ſ e')]).toContain(vocabulary.length)
  expect([...tokenizer.countUnknown('eſe ſ')]).toEqual([['ſ', 1]])
  const back = fromTokenizerJson(toTokenizerJson(tokenizer, 64)['tokenizer.json'])
  expect([...back.encode('eſe ſ')]).toEqual([...tokenizer.encode('eſe ſ')])
})

it('GPT-1 with the added token COVID, normalized: found in any case of letters', () => {
  const { vocabulary, merges } = trained.gpt1
  const covid = { content: 'COVID', normalized: true, singleWord: false, lstrip: false, rstrip: false, special: false }
  const ids = [...new BpeTokenizer('gpt1', [...vocabulary, 'COVID'], merges, ['<unk>', covid]).encode('COVID is here, covid too')]
  expect(ids.filter((id) => id === vocabulary.length)).toHaveLength(2)
})
