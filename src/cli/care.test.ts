/** What commands say of inputs that are no good, and what does not stand in their way. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runGpt } from '../../tests/support/gpt.ts'
import { writeModelFolder } from '../core/checkpoint/hfFolder.ts'
import { unflatten } from '../core/checkpoint/tensors.ts'
import { WORLD_ALPHABET } from '../core/data/world/text.ts'
import { initialWeights } from '../core/model/init.ts'
import { modelLayout } from '../core/model/plans.ts'
import { CharacterTokenizer } from '../core/tokenizer/characters.ts'
import { writeFolder } from './out/outFolder.ts'

const root = mkdtempSync(join(tmpdir(), 'pathway-care-'))
const at = (...names: string[]) => join(root, ...names)
afterAll(() => rmSync(root, { recursive: true }))
const onCpu = ['--runtime', 'wasm', '--json']

const sea = CharacterTokenizer.fromText('The sea, the whale.\n')
function writeModel(name: string, variant: { norm: 'pre' } | undefined, scale = 1, tokenizer = sea): void {
  const config = { nLayer: 1, nHead: 2, nEmbd: 8, nCtx: 8, nVocab: tokenizer.size, dropout: 0, ...(variant && { variant }) }
  const layout = modelLayout(config)
  const weights = initialWeights(layout, 1).map((weight) => Math.fround(weight * scale))
  writeFolder(at(name), writeModelFolder({ config, tokenizer, weights: unflatten(layout, weights) }))
}

beforeAll(async () => {
  writeFileSync(at('text.txt'), 'The sea, the whale.\n'.repeat(120))
  writeFileSync(at('batches.json'), JSON.stringify([{ ids: [[1, 2, 3]], targets: [[2, 3, 4]] }]))
  writeModel('gpt1', undefined)
  writeModel('gpt2', { norm: 'pre' })
  writeModel('huge', undefined, 1e38, CharacterTokenizer.fromText(WORLD_ALPHABET))
  const sizes = ['--layers', '1', '--heads', '2', '--embd', '8', '--ctx', '8', '--batch', '2', '--steps', '4', '--warmup', '1']
  const trained = await runGpt('train', '--corpus', at('text.txt'), ...sizes, '--out', at('trained'), ...onCpu)
  expect(trained.status, trained.stderr).toBe(0)
})

describe('weights that compute to no number', () => {
  it.each([
    ['eval', '--corpus', at('text.txt')],
    ['logits', '--ids', '1,2,3'],
    ['grads', '--ids', '1,2', '--targets', '2,3'],
    ['quantize', '--corpus', at('text.txt'), '--out', at('no-quantize')],
    ['prune', '--corpus', at('text.txt'), '--keep', '1', '--out', at('no-prune')],
    ['lora', '--corpus', at('text.txt'), '--steps', '1', '--batch', '1', '--out', at('no-lora')],
    ['step', '--batches', at('batches.json'), '--out', at('no-step')],
    ['sample', '--prompt', 'The sea'],
    ['finetune', '--examples', '4', '--held-out', '4', '--epochs', '1', '--out', at('no-finetune')],
    ['ablation', '--examples', '4', '--held-out', '4', '--epochs', '1', '--seeds', '1'],
    ['fewer', '--corpus', at('text.txt')],
  ])('%s ends with status 1 and one sentence, and saves nothing', async (name, ...argv) => {
    const { status, stdout, stderr } = await runGpt(name!, '--model', at('huge'), ...argv, ...onCpu)
    expect([status, stdout], stderr).toEqual([1, ''])
    expect(stderr.trim().split('\n').at(-1)).toMatch(/NaN|Infinity|not a finite number/)
    expect(() => readFileSync(at(`no-${name}`, 'config.json'))).toThrow('ENOENT')
  })
})

it.each([
  ['distill', '--teacher', at('huge'), '--steps', '1', '--batch', '1'],
  ['train', '--init', at('huge'), '--steps', '1', '--batch', '1'],
])('%s ends with status 1, blames the model and not a learning rate, and saves nothing', async (name, ...argv) => {
  const { status, stdout, stderr } = await runGpt(name!, ...argv, '--corpus', at('text.txt'), '--out', at(`no-${name}`), ...onCpu)
  expect([status, stdout], stderr).toEqual([1, ''])
  expect(stderr.trim().split('\n').at(-1)).toMatch(/NaN.*The model is broken/)
  expect(() => readFileSync(at(`no-${name}`, 'config.json'))).toThrow('ENOENT')
})

describe('what is not needed does not stand in the way', () => {
  it('a damaged training state: sample, eval and export go on; resume says what is wrong', async () => {
    cpSync(at('trained'), at('damaged'), { recursive: true })
    writeFileSync(at('damaged', 'training_state.safetensors'), 'damaged')
    expect((await runGpt('sample', '--model', at('damaged'), '--tokens', '2', ...onCpu)).status).toBe(0)
    expect((await runGpt('eval', '--model', at('damaged'), '--corpus', at('text.txt'), ...onCpu)).status).toBe(0)
    expect((await runGpt('export', '--model', at('damaged'), '--out', at('weights'), '--json')).status).toBe(0)
    const { status, stderr } = await runGpt('train', '--resume', at('damaged'), '--out', at('no'), ...onCpu)
    expect([status, stderr]).toEqual([1, expect.stringContaining('training_state.safetensors')])
  })

  it("another tool's run.json", async () => {
    cpSync(at('gpt1'), at('foreign'), { recursive: true })
    writeFileSync(at('foreign', 'run.json'), '{"jobs": []}')
    const { status, stderr } = await runGpt('sample', '--model', at('foreign'), '--tokens', '2', ...onCpu)
    expect([status, stderr]).toEqual([0, expect.stringContaining('run.json')])
    const imported = await runGpt('import', '--from', at('foreign'), '--out', at('imported'), '--json')
    expect([imported.status, imported.stderr]).toEqual([0, expect.stringContaining('run.json')])
  })

  it('a text, where adapters are only merged; adapters of another kind of model are refused', async () => {
    const learned = await runGpt(
      'lora',
      '--model',
      at('gpt2'),
      '--corpus',
      at('text.txt'),
      '--steps',
      '1',
      '--batch',
      '1',
      '--out',
      at('adapters'),
      ...onCpu,
    )
    expect(learned.status, learned.stderr).toBe(0)
    const merge = (model: string, out: string) =>
      runGpt('lora', '--model', at(model), '--adapters', at('adapters'), '--merge', '--out', at(out), ...onCpu)
    const merged = await merge('gpt2', 'merged')
    expect(merged.status, merged.stderr).toBe(0)
    const other = await merge('gpt1', 'no')
    expect([other.status, other.stderr]).toEqual([
      1,
      expect.stringMatching(/belong to a model of the kind gpt2, but this one is of the kind openai-gpt/),
    ])
  })
})

it('says what would be ignored, and what a short text cannot give', async () => {
  const resume = await runGpt('train', '--resume', at('trained'), '--tokenizer', 'bpe:300', '--json')
  expect([resume.status, resume.stderr]).toEqual([2, expect.stringContaining('--tokenizer is for new models')])
  const sizes = ['--layers', '1', '--heads', '2', '--embd', '8', '--ctx', '4', '--batch', '1', '--steps', '1']
  const few = await runGpt('train', '--corpus', at('text.txt'), '--tokenizer', 'bpe:100000', ...sizes, '--out', at('bpe'), ...onCpu)
  expect(few.stderr).toMatch(/pairs for \d+ tokens, not for 100000/)
})

it('says of a folder and of a file which of them it is, where the other belongs', async () => {
  const folder = await runGpt('eval', '--model', at('gpt1'), '--corpus', at('gpt1'), ...onCpu)
  expect([folder.status, folder.stderr]).toEqual([1, expect.stringContaining('gpt1" is a folder, and no text')])
  const file = await runGpt('eval', '--model', at('gpt1', 'config.json'), '--corpus', at('text.txt'), ...onCpu)
  expect([file.status, file.stderr]).toEqual([1, expect.stringContaining('config.json" is a file, and no folder')])
})

it('says where a prompt is cropped', async () => {
  const { lines, stderr } = await runGpt('sample', '--model', at('trained'), '--prompt', 'The sea, the whale.', '--tokens', '2', ...onCpu)
  expect(lines[0]).toMatchObject({ promptTokens: 19, cropped: 11, tokens: 2 })
  expect(stderr).toContain('The prompt has 19 tokens, but the model sees 8 at once')
})

it('gives no orders to the terminal: names of files are shown, not obeyed', async () => {
  for (const name of ['\u001b[31mred', '\u202ered']) {
    const [first] = name
    for (const argv of [
      ['eval', '--model', at(name), '--corpus', at('text.txt')],
      ['eval', '--model', at('trained'), '--corpus', at(name)],
      ['sample', '--model', at('trained'), '--top-k', name],
    ]) {
      const { status, stderr } = await runGpt(...argv, ...onCpu)
      expect(status).toBeGreaterThan(0)
      expect(stderr).toContain(`\\u${first!.charCodeAt(0).toString(16).padStart(4, '0')}`)
      expect(stderr).not.toContain(first)
    }
  }
})
