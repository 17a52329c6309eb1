/** `finetune`, `classify` and `ablation` from end to end, on a model that was never trained: what they print, and the folder. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeModelFolder } from '../core/checkpoint/hfFolder.ts'
import { unflatten } from '../core/checkpoint/tensors.ts'
import { WORLD_ALPHABET } from '../core/data/world/text.ts'
import { initialWeights } from '../core/model/init.ts'
import { modelLayout } from '../core/model/plans.ts'
import { CharacterTokenizer } from '../core/tokenizer/characters.ts'
import { writeFolder } from './out/outFolder.ts'
import { inProcess } from './testing/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'pathway-finetune-'))
const at = (name: string) => join(folder, name)

const gpt = (...args: string[]) => inProcess(...args, '--json', '--runtime', 'wasm')

beforeAll(() => {
  const tokenizer = CharacterTokenizer.fromText(WORLD_ALPHABET)
  const config = { nLayer: 1, nHead: 2, nEmbd: 8, nCtx: 48, nVocab: tokenizer.size, dropout: 0.1 }
  const layout = modelLayout(config)
  writeFolder(at('base'), writeModelFolder({ config, tokenizer, weights: unflatten(layout, initialWeights(layout, 1)) }))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('finetune and classify', { timeout: 120_000 }, () => {
  const finetune = (name: string, ...more: string[]) =>
    gpt(
      'finetune',
      '--model',
      at('base'),
      '--task',
      'reviews',
      '--examples',
      '20',
      '--held-out',
      '12',
      '--epochs',
      '2',
      '--batch',
      '8',
      '--out',
      at(name),
      ...more,
    )

  it('take over as many blocks as they are told, and say so of too many', async () => {
    const { status, stderr, lines } = await finetune('embeddings', '--transferred', '0', '--seed', '2')
    expect(status, stderr).toBe(0)
    const all = await finetune('all', '--seed', '2')
    expect(lines[0]!.loss).not.toBe(all.lines[0]!.loss)
    const tooMany = await finetune('many', '--transferred', '2')
    expect(tooMany.status).not.toBe(0)
    expect(tooMany.stderr).toContain('2 blocks are to be taken over, but the model has 1')
    const neither = await finetune('neither', '--transferred', '0', '--from-scratch')
    expect(neither.stderr).toContain('give one of the two')
  })

  it('print every step, then what is measured, and leave a folder that answers', async () => {
    const { status, stderr, lines } = await finetune('one')
    expect(status, stderr).toBe(0)
    expect(lines.map(({ step, epoch }) => [step, epoch])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 2],
      [5, 2],
      [6, 2],
      [undefined, undefined],
    ])
    expect(lines[0]).toMatchObject({ lr: 1e-3, loss: expect.any(Number), taskLoss: expect.any(Number), tokenLoss: expect.any(Number) })
    const { accuracy, confusion, examples, labels } = lines.at(-1)
    expect(labels).toEqual(['negative', 'positive'])
    expect(examples).toBe(12)
    expect(confusion[0][0] + confusion[1][1]).toBeCloseTo(12 * accuracy, 9)
    expect(stderr).toContain('CC BY 4.0')
    expect(stderr).toMatch(/\d+ of 32 examples were cut/)
    expect(stderr).toMatch(/of [\d,]+ characters \(.* %\) are not in the vocabulary: "./)

    expect(readdirSync(at('one')).sort()).toEqual(['config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json'])
    const said = await gpt('classify', '--model', at('one'), '--text', 'It works.')
    expect(said.status, said.stderr).toBe(0)
    expect(said.lines[0].shares.negative + said.lines[0].shares.positive).toBeCloseTo(1, 6)
    expect(said.lines[0].ids).toHaveLength('It works.'.length + 2)
  })

  it('stop with what is learned so far, written whole; the folder knows its form', async () => {
    const tune = await gpt(
      'finetune',
      '--model',
      at('base'),
      '--task',
      'endings',
      '--examples',
      '12',
      '--held-out',
      '8',
      '--batch',
      '4',
      '--epochs',
      '4',
      '--stop-at',
      '2',
      '--out',
      at('endings'),
    )
    expect(tune.status, tune.stderr).toBe(0)
    expect(tune.stderr).toContain('Stopped after step 2 of 12')
    expect(tune.lines.at(-1)).toMatchObject({ done: false, steps: 2, totalSteps: 12, form: 'choice', examples: 8 })
    expect(tune.lines.at(-1).shortcuts.map(({ name }: { name: string }) => name)).toContain('the answer alone')
    const answers = ['Mila was sad.', 'Mila was glad.', 'Tom was glad.']
    const said = await gpt(
      'classify',
      '--model',
      at('endings'),
      '--text',
      'Mila won a kite in a game. She admired it.',
      ...answers.flatMap((answer) => ['--choice', answer]),
    )
    expect(said.status, said.stderr).toBe(0)
    expect(said.lines[0].shares.reduce((a: number, b: number) => a + b)).toBeCloseTo(1, 6)
    expect(answers[said.lines[0].answer]).toBe(said.lines[0].label)
    expect(said.stderr).toContain('the context lost')
    const none = await gpt('classify', '--model', at('endings'), '--text', 'Mila won.')
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('give at least 2')])
  })

  it('go on where they were stopped, with the bits of a run that never was; nothing of it may be changed', async () => {
    const weights = (name: string) => readFileSync(join(at(name), 'model.safetensors'))
    const stopped = await finetune('stopped', '--stop-at', '2')
    expect(stopped.stderr).toContain(`To go on: finetune --resume ${at('stopped')}`)
    expect(readdirSync(at('stopped'))).toEqual(expect.arrayContaining(['finetuning.json', 'training_state.safetensors']))
    const other = await gpt('finetune', '--resume', at('stopped'), '--lr', '0.1')
    expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('--lr is 0.1, but the run that goes on has 0.001')])
    const rest = await gpt('finetune', '--resume', at('stopped'), '--batch', '8')
    expect(rest.status, rest.stderr).toBe(0)
    expect(rest.lines.map(({ step }) => step)).toEqual([3, 4, 5, 6, undefined])
    expect(weights('stopped').equals(weights('one'))).toBe(true)
    // It is done: there is nothing to go on with, and nothing is left of its state.
    expect(readdirSync(at('stopped'))).toEqual(readdirSync(at('one')))
    const done = await gpt('finetune', '--resume', at('stopped'))
    expect([done.status, done.stderr]).toEqual([1, expect.stringContaining('has no finetuning.json: there is no run in it to go on with')])
  })

  it('refuse what cannot be used before any work', async () => {
    const many = await gpt('finetune', '--model', at('base'), '--task', 'reviews', '--examples', '5000', '--out', at('no'))
    expect(many.status).toBe(1)
    expect(many.stderr).toContain('5000 texts to learn from')
  })
})

describe('ablation', { timeout: 120_000 }, () => {
  it('has every row with every seed, and their means', async () => {
    const { status, stderr, lines } = await gpt(
      'ablation',
      '--model',
      at('base'),
      '--examples',
      '8',
      '--held-out',
      '8',
      '--epochs',
      '1',
      '--batch',
      '4',
      '--seeds',
      '2',
      '--context',
      '24',
    )
    expect(status, stderr).toBe(0)
    expect(lines.slice(0, 6).map(({ row, seed }) => `${row} ${seed}`)).toEqual([
      'full 1',
      'no-pretraining 1',
      'no-auxiliary 1',
      'full 2',
      'no-pretraining 2',
      'no-auxiliary 2',
    ])
    const { rows, learnedFrom, seeds } = lines.at(-1)
    expect({ learnedFrom, seeds }).toEqual({ learnedFrom: 8, seeds: 2 })
    for (const { row, accuracy } of rows) {
      const [a, b] = lines.slice(0, 6).filter((line) => line.row === row)
      expect(accuracy.mean).toBeCloseTo((a.accuracy + b.accuracy) / 2, 12)
      expect(accuracy.spread).toBeCloseTo(Math.abs(a.accuracy - b.accuracy) / Math.SQRT2, 12)
    }
  })
})
