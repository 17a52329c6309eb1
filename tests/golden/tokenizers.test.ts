/** Holds the tokenizers to Hugging Face's: what Rust learned and encoded is kept here, JavaScript is asked, and Python where it is installed. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Tokenizer as HuggingFace } from '@huggingface/tokenizers'
import { describe, expect, it } from 'vitest'
import { BpeTokenizer } from '../../src/core/tokenizer/bpe/bpe.ts'
import { trainBpe } from '../../src/core/tokenizer/bpe/train.ts'
import { fromVocabAndMerges } from '../../src/core/tokenizer/bpe/vocabAndMerges.ts'
import { CharacterTokenizer } from '../../src/core/tokenizer/characters.ts'
import { fromTokenizerJson, toTokenizerJson } from '../../src/core/tokenizer/files.ts'
import type { Tokenizer } from '../../src/core/tokenizer/tokenizer.ts'

interface Trained {
  vocabulary: string[]
  merges: [string, string][]
  ids: number[][]
  decoded: string[]
}
const golden: { text: string; strings: string[]; bytes: Trained; gpt1: Trained } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'tokenizers.json'), 'utf8'),
)
const SIZES = { bytes: 400, gpt1: 200 } as const

describe.each(['bytes', 'gpt1'] as const)('the %s style', (style) => {
  const { vocabulary, merges, ids, decoded } = golden[style]

  it('learns the merges that BpeTrainer learns', () => {
    const own = trainBpe(golden.text, { style, vocabSize: SIZES[style] })
    expect(own.vocabulary).toEqual(vocabulary)
    expect(own.merges).toEqual(merges)
  })

  it.each(golden.strings.map((text, i) => [text, i] as const))('encodes %j as the Rust library does', (text, i) => {
    const own = new BpeTokenizer(style, vocabulary, merges)
    expect([...own.encode(text)]).toEqual(ids[i])
    expect(own.decode(ids[i]!)).toBe(decoded[i])
  })
})

const own: [string, Tokenizer][] = [
  ['characters', CharacterTokenizer.fromText(golden.text)],
  ['bytes', trainBpe(golden.text, { style: 'bytes', vocabSize: SIZES.bytes })],
  ['gpt1', trainBpe(golden.text, { style: 'gpt1', vocabSize: SIZES.gpt1 })],
]

describe.each(own)('an exported tokenizer: %s', (name, tokenizer) => {
  const files = toTokenizerJson(tokenizer, 64)
  const strings = [...golden.strings, golden.text]

  it('gives the same ids in @huggingface/tokenizers', () => {
    const theirs = new HuggingFace(JSON.parse(files['tokenizer.json']), JSON.parse(files['tokenizer_config.json']))
    for (const text of strings) {
      // The character form reads <unk> in a text as five characters here, and as one token there.
      if (name === 'characters' && text.includes('<unk>')) continue
      expect([...theirs.encode(text, { add_special_tokens: false }).ids].map(Number), text).toEqual([...tokenizer.encode(text)])
    }
  })

  it('is read back as it was', () => {
    const back = fromTokenizerJson(files['tokenizer.json'])
    expect(back.vocabulary).toEqual(tokenizer.vocabulary)
    for (const text of strings) expect(back.encode(text)).toEqual(tokenizer.encode(text))
  })
})

const python = spawnSync('python3', ['-c', 'import tokenizers']).status === 0

describe.runIf(python)('in Python', () => {
  it('exported tokenizers give the same ids', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pathway-tokenizers-'))
    const paths = own.map(([name, tokenizer]) => {
      const texts = [...golden.strings.filter((text) => name !== 'characters' || !text.includes('<unk>')), golden.text]
      const ids = texts.map((text) => [...tokenizer.encode(text)])
      const path = join(folder, `${name}.json`)
      writeFileSync(
        path,
        JSON.stringify({
          tokenizer: JSON.parse(toTokenizerJson(tokenizer, 64)['tokenizer.json']),
          texts,
          ids,
          decoded: ids.map((row) => tokenizer.decode(row)),
        }),
      )
      return path
    })
    const { status, stderr } = spawnSync('python3', [join(import.meta.dirname, 'make_tokenizers.py'), ...paths], { encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })
})

/** A folder with GPT-1's own vocab.json (encoder_bpe_40000.json) and merges.txt (vocab_40000.bpe); they are not part of this repository. */
const gpt1Folder = process.env.GPT1_BPE
const transformers = gpt1Folder !== undefined && spawnSync('python3', ['-c', 'import transformers']).status === 0

describe.runIf(transformers)("GPT-1's own files", () => {
  it('encode 10,000 varied strings as OpenAIGPTTokenizer does', { timeout: 300_000 }, () => {
    const result = spawnSync('python3', [join(import.meta.dirname, 'gpt1_ids.py'), gpt1Folder!], { encoding: 'utf8', maxBuffer: 2 ** 28 })
    expect(result.status, result.stderr).toBe(0)
    const cases: { text: string; ids: number[]; decoded: string }[] = JSON.parse(result.stdout)
    expect(cases.length).toBeGreaterThanOrEqual(10_000)
    const read = (name: string) => readFileSync(join(gpt1Folder!, name), 'utf8')
    const tokenizer = fromVocabAndMerges(read('vocab.json'), read('merges.txt'))
    const different = cases.filter(
      ({ text, ids, decoded }) => tokenizer.encode(text).join() !== ids.join() || tokenizer.decode(ids) !== decoded,
    )
    expect(different.map(({ text }) => text)).toEqual([])
    console.log(`${cases.length} strings with identical ids`)
  })
})
