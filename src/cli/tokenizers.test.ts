/** The command line with byte-pair tokens: trained, evaluated, sampled, and read from the files that GPT-1 and GPT-2 came with. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { trainBpe } from '../core/tokenizer/bpe/train.ts'
import { mergesText } from '../core/tokenizer/bpe/vocabAndMerges.ts'
import { inProcess } from './testing/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'pathway-cli-bpe-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a command with `--json` and gives its lines. */
async function gpt(...args: string[]): Promise<Record<string, unknown>[]> {
  const { status, stderr, lines } = await inProcess(...args, '--json')
  expect(status, stderr).toBe(0)
  return lines
}

const text = 'The sea, the sea; and the whale in the sea.\n'.repeat(60)

it('trains, evaluates per character, samples and tokenizes with bpe:VOCAB', async () => {
  writeFileSync(at('text.txt'), text)
  const lines = await gpt(
    'train',
    '--corpus',
    at('text.txt'),
    '--tokenizer',
    'bpe:270',
    '--layers',
    '1',
    '--heads',
    '2',
    '--embd',
    '8',
    '--ctx',
    '8',
    '--batch',
    '2',
    '--steps',
    '4',
    '--warmup',
    '1',
    '--eval-every',
    '4',
    '--runtime',
    'wasm',
    '--out',
    at('bpe'),
  )
  const evaluation = lines.find((line) => 'valLoss' in line)!
  const run = JSON.parse(readFileSync(join(at('bpe'), 'run.json'), 'utf8'))
  expect(run.charactersPerToken).toBeGreaterThan(1.5)
  expect(evaluation.bitsPerCharacter).toBeCloseTo((evaluation.valLoss as number) / run.charactersPerToken / Math.LN2, 12)
  expect(JSON.parse(readFileSync(join(at('bpe'), 'config.json'), 'utf8')).vocab_size).toBe(270)

  const [all] = await gpt('eval', '--model', at('bpe'), '--corpus', at('text.txt'), '--split', 'all', '--runtime', 'wasm')
  const per = text.length / ((all!.tokens as number) + 1)
  expect(all!.bitsPerCharacter).toBeCloseTo((all!.loss as number) / per / Math.LN2, 12)

  const [tokens] = await gpt('tokenize', '--tokenizer', at('bpe'), '--text', 'the sea 😀')
  expect(tokens).toMatchObject({ decoded: 'the sea 😀' })
  expect(tokens!.tokens).toContain('Ġsea')
  const [sample] = await gpt('sample', '--model', at('bpe'), '--prompt', 'The sea', '--tokens', '5', '--runtime', 'wasm')
  expect(sample).toMatchObject({ tokens: 5, text: expect.any(String) })
  const [logits] = await gpt('logits', '--model', at('bpe'), '--text', 'the sea', '--runtime', 'wasm')
  expect((logits!.logits as number[][])[0]).toHaveLength(270)
}, 120_000)

it('reads vocab.json and merges.txt', async () => {
  const tokenizer = trainBpe(text, { style: 'gpt1', vocabSize: 60 })
  mkdirSync(at('gpt1'))
  writeFileSync(join(at('gpt1'), 'vocab.json'), JSON.stringify(Object.fromEntries(tokenizer.vocabulary.map((token, id) => [token, id]))))
  writeFileSync(join(at('gpt1'), 'merges.txt'), mergesText(tokenizer))
  const [line] = await gpt('tokenize', '--tokenizer', at('gpt1'), '--text', 'The SEA!')
  expect(line).toEqual({ ids: [...tokenizer.encode('The SEA!')], tokens: ['the</w>', 'sea</w>', '<unk>'], decoded: 'the sea <unk>' })
})
