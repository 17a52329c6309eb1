/** The command line's contract: what it prints where, its exit statuses, and that equal runs give equal folders. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ended, inProcess, spawned } from './testing/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'pathway-cli-'))
const at = (name: string) => join(folder, name)

const gpt = (...args: string[]): Promise<Ended> => inProcess(...args, '--json')

/** Fails with the command's own words. */
async function succeed(...args: string[]): Promise<Ended> {
  const ended = await gpt(...args)
  expect(ended.status, ended.stderr).toBe(0)
  return ended
}

const train = [
  'train',
  '--corpus',
  at('text.txt'),
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
  '6',
  '--warmup',
  '2',
  '--eval-every',
  '3',
  '--dropout',
  '0.1',
  '--runtime',
  'wasm',
]

beforeAll(async () => {
  writeFileSync(at('text.txt'), 'The sea, the sea; and the whale in the sea.\n'.repeat(60))
  await succeed(...train, '--out', at('whole'))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('train', () => {
  it('prints a line for every step and evaluation, and a last one; in a process of its own too', async () => {
    const { status, lines, stderr } = await spawned(...train, '--out', at('again'), '--json')
    expect(status, stderr).toBe(0)
    expect(lines.map((line) => ('loss' in line ? `step ${line.step}` : 'valLoss' in line ? `evaluation ${line.step}` : 'done'))).toEqual([
      'step 1',
      'step 2',
      'step 3',
      'evaluation 3',
      'step 4',
      'step 5',
      'step 6',
      'evaluation 6',
      'done',
    ])
    expect(Object.keys(lines[0]!)).toEqual(['step', 'loss', 'lr', 'gradNorm', 'tokensPerSecond', 'stepMs'])
    expect(Object.keys(lines[3]!)).toEqual(['step', 'trainLoss', 'valLoss', 'bitsPerCharacter'])
    expect(lines.at(-1)).toMatchObject({
      done: true,
      steps: 6,
      out: at('again'),
      runtime: 'wasm',
      parameters: expect.any(Number),
      adapter: expect.any(String),
    })
    expect(stderr).toContain('parameters')
    expectSameFolder(at('again'), at('whole'))
  })

  it('goes on from a stop as if there had been none, to the byte', async () => {
    const first = await succeed(...train, '--stop-at', '4', '--out', at('part'))
    expect(first.lines.at(-1)).toMatchObject({ done: true, steps: 4 })
    const second = await succeed('train', '--resume', at('part'), '--runtime', 'wasm', '--out', at('resumed'))
    expect(second.lines[0]).toMatchObject({ step: 5 })
    expectSameFolder(at('resumed'), at('whole'))
  })

  it('goes on in f32 where there are no halves, says so, and remembers that they were wanted', async () => {
    const { lines, stderr } = await succeed(...train, '--f16', '--stop-at', '4', '--out', at('halves'))
    expect(lines.at(-1)).toMatchObject({ steps: 4, f16: false, f16Refused: expect.stringContaining('half precision') })
    expect(stderr).toContain('the run goes on in f32')
    const path = join(at('halves'), 'run.json')
    const run = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    expect(run).not.toHaveProperty('f16')
    writeFileSync(path, JSON.stringify({ ...run, f16: true }))
    const again = await succeed('train', '--resume', at('halves'), '--runtime', 'wasm')
    expect(again.lines.at(-1)).toMatchObject({ steps: 6, f16: false, f16Refused: expect.stringContaining('half precision') })
    expectSameFolder(at('halves'), at('whole'))
  })

  it('trains another family or variant, which goes on and writes', async () => {
    const shape = ['--variant', 'norm=pre,positions=rotary,tied=false,nKvHead=1']
    const half = await succeed(...train, ...shape, '--stop-at', '3', '--out', at('later'))
    expect(half.lines.at(-1)).toMatchObject({ steps: 3 })
    await succeed('train', '--resume', at('later'), '--runtime', 'wasm')
    await succeed(...train, ...shape, '--out', at('later-whole'))
    expectSameFolder(at('later'), at('later-whole'))
    expect((await succeed('sample', '--model', at('later'), '--tokens', '12', '--runtime', 'wasm')).lines[0]).toMatchObject({ tokens: 12 })
    await succeed(...train, '--family', 'rnn', '--out', at('rnn'))
    expect(JSON.parse(readFileSync(join(at('rnn'), 'config.json'), 'utf8'))).toMatchObject({ model_type: 'pathway-gpt', family: 'rnn' })
  })

  it("starts a new run from a model's weights", async () => {
    const { lines } = await succeed(
      'train',
      '--init',
      at('whole'),
      '--corpus',
      at('text.txt'),
      '--steps',
      '1',
      '--batch',
      '2',
      '--runtime',
      'wasm',
      '--out',
      at('init'),
    )
    expect(lines[0]).toMatchObject({ step: 1 })
  })

  it('ends with status 1 where the loss is no number, and keeps a model that loads', async () => {
    const { status, stderr } = await gpt(...train, '--lr', '1e30', '--out', at('broken'))
    expect(status).toBe(1)
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^At step \d+, with the learning rate at/)
    expect((await succeed('sample', '--model', at('broken'), '--tokens', '3', '--runtime', 'wasm')).lines).toHaveLength(1)
  })

  it('does not write over a folder that is not a model', async () => {
    const { status, stderr } = await gpt(...train, '--out', folder)
    expect(status).toBe(1)
    expect(stderr).toContain('holds something else')
    expect(existsSync(at('text.txt'))).toBe(true)
  })
})

describe('a saved model', () => {
  const model = ['--model', at('whole'), '--runtime', 'wasm']

  it('samples: greedily the same for every seed', async () => {
    const sample = async (seed: string) =>
      (await succeed('sample', ...model, '--prompt', 'The ', '--tokens', '12', '--temperature', '0', '--seed', seed)).lines[0]!
    const [one, two] = [await sample('1'), await sample('2')]
    expect(one).toMatchObject({ tokens: 12, promptTokens: 4, promptMs: expect.any(Number), tokensPerSecond: expect.any(Number) })
    expect(one.text).toBe(two.text)
    const beams = (count: string) =>
      succeed('sample', ...model, '--prompt', 'The ', '--tokens', '12', '--beams', count).then(({ lines }) => lines[0]!)
    expect((await beams('1')).text).toBe(one.text)
    expect((await beams('4')).beams).toHaveLength(4)
  })

  it('evaluates every token but the first, and agrees with itself', async () => {
    const [line] = (await succeed('eval', ...model, '--corpus', at('text.txt'))).lines
    expect(line!.tokens).toBe(263)
    expect(line!.perplexity).toBeCloseTo(Math.exp(line!.loss as number), 9)
    expect(line!.bitsPerCharacter).toBeCloseTo((line!.loss as number) / Math.LN2, 9)
  })

  it('gives logits [T][V], and gradients by the names of the file', async () => {
    const logits = (await succeed('logits', ...model, '--text', 'sea')).lines[0] as { ids: number[]; logits: number[][] }
    const { vocab_size } = JSON.parse(readFileSync(join(at('whole'), 'config.json'), 'utf8'))
    expect(logits.logits.map((row) => row.length)).toEqual([vocab_size, vocab_size, vocab_size])
    const { loss, grads } = (
      await succeed('grads', ...model, '--ids', logits.ids.slice(0, 2).join(), '--targets', logits.ids.slice(1).join())
    ).lines[0] as { loss: number; grads: Record<string, { shape: number[]; first: number[] }> }
    expect(loss).toBeCloseTo(nats(logits.logits[0]!, logits.ids[1]!) / 2 + nats(logits.logits[1]!, logits.ids[2]!) / 2, 5)
    expect(Object.keys(grads)).toHaveLength(14)
    expect(grads['transformer.h.0.attn.c_attn.weight']).toMatchObject({ shape: [8, 24] })
    expect(grads['transformer.h.0.mlp.c_fc.bias']!.first).toHaveLength(8)
  })

  it('takes steps on given batches, and saves the result', async () => {
    writeFileSync(
      at('batches.json'),
      JSON.stringify([
        {
          ids: [
            [1, 2, 3],
            [4, 5, 6],
          ],
          targets: [
            [2, 3, 4],
            [5, 6, 7],
          ],
        },
        { ids: [[1, 2]], targets: [[2, 3]] },
      ]),
    )
    const { lines } = await succeed('step', ...model, '--batches', at('batches.json'), '--lr', '0.01', '--out', at('stepped'))
    expect(lines.map((line) => Object.keys(line))).toEqual([
      ['step', 'loss', 'gradNorm'],
      ['step', 'loss', 'gradNorm'],
    ])
    expect(readFileSync(join(at('stepped'), 'model.safetensors')).equals(readFileSync(join(at('whole'), 'model.safetensors')))).toBe(false)
  })

  it('is exported without the training state, and tokenizes', async () => {
    const [line] = (await succeed('export', '--model', at('whole'), '--format', 'hf', '--out', at('hf'))).lines
    expect(line).toEqual({ out: at('hf'), files: readdirSync(at('hf')).sort() })
    expect(existsSync(join(at('hf'), 'training_state.safetensors'))).toBe(false)
    const [tokens] = (await succeed('tokenize', '--tokenizer', at('hf'), '--text=-sea')).lines
    expect(tokens).toMatchObject({ tokens: ['<unk>', 's', 'e', 'a'], decoded: '<unk>sea' })
  })
})

describe('export as a PyTorch project', () => {
  it('takes along the text that the run names, and says where it belongs if it is gone', async () => {
    const [{ files }] = (await succeed('export', '--model', at('whole'), '--format', 'pytorch-project', '--out', at('project'))).lines as [
      { files: string[] },
    ]
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'data.py', 'model.py', 'run.json', 'text.txt', 'train.py', 'training_state.safetensors']),
    )
    expect(readFileSync(join(at('project'), 'text.txt')).equals(readFileSync(at('text.txt')))).toBe(true)
    const { status, stderr } = await gpt('export', '--model', at('hf'), '--format', 'pytorch-project', '--out', at('x'))
    expect([status, stderr]).toEqual([1, expect.stringContaining('no training state')])
  })
})

describe('plan and bench', () => {
  it('plans without a device: at most 70 dispatches for four layers', async () => {
    const [line] = (await succeed('plan', '--runtime', 'webgpu')).lines as [{ dispatches: number; kernels: { count: number }[] }]
    expect(line).toMatchObject({ parameters: 817_792, submits: 1 })
    expect(line.dispatches).toBeLessThanOrEqual(70)
    expect(line.kernels.reduce((sum, { count }) => sum + count, 0)).toBe(line.dispatches)
  })

  it('lists every kernel call, and times each where asked to', async () => {
    const sizes = ['--layers', '1', '--heads', '2', '--embd', '8', '--ctx', '8', '--batch', '2']
    const [planned] = (await succeed('plan', ...sizes)).lines as [
      { dispatches: number; calls: { kernel: string; flops: number }[]; flopsPerStep: number },
    ]
    expect(planned.calls).toHaveLength(planned.dispatches)
    expect(planned.calls.reduce((sum, { flops }) => sum + flops, 0)).toBe(planned.flopsPerStep)
    const [measured] = (await succeed('plan', ...sizes, '--measure', '--runtime', 'wasm')).lines as [
      { runtime: string; calls: { kernel: string; ms: number }[] },
    ]
    expect(measured.runtime).toBe('wasm')
    expect(measured.calls.map(({ kernel }) => kernel)).toEqual(planned.calls.map(({ kernel }) => kernel))
    for (const { ms } of measured.calls) expect(ms).toBeGreaterThanOrEqual(0)
  })

  it('measures writing: a prompt in passes ends in the bits of one by one, or it fails', async () => {
    const { lines } = await succeed(
      'writing',
      '--layers',
      '1',
      '--heads',
      '2',
      '--embd',
      '32',
      '--ctx',
      '40',
      '--prompt',
      '37',
      '--tokens',
      '2',
      '--runtime',
      'wasm',
    )
    expect(lines.map(({ bits, promptTokens }) => [bits, promptTokens])).toEqual([
      [32, 37],
      [8, 37],
      [4, 37],
    ])
    for (const line of lines)
      expect(Object.keys(line)).toEqual([
        'runtime',
        'adapter',
        'bits',
        'weightBytes',
        'promptTokens',
        'promptMs',
        'oneByOneMs',
        'tokensPerSecond',
      ])
  })

  it('measures', async () => {
    const [line] = (
      await succeed(
        'bench',
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
        '3',
        '--runtime',
        'wasm',
        '--threads',
        '2',
      )
    ).lines
    expect(line).toMatchObject({ threads: 2, adapter: expect.stringContaining('2 threads') })
    expect(Object.keys(line!)).toEqual([
      'runtime',
      'adapter',
      'threads',
      'stepMs',
      'encodeMs',
      'tokensPerSecond',
      'gflopsPerSecond',
      'dispatches',
      'submits',
      'peakBytes',
      'f16',
    ])
  })
})

describe('unusable arguments', () => {
  it.each([
    [[], 'A command is needed'],
    [['fly'], 'no command "fly"'],
    [['plan', '--bogus', '1'], '--bogus'],
    [['plan', '--layers', 'many'], '--layers is "many"'],
    [['plan', '--embd', '130'], 'Try 128 or 132'],
    [['plan', '--layers', '2', '--layers', '3'], 'given 2 times'],
    [['train', '--corpus', 'moby-dick'], '--out is needed'],
    [['train', '--out', at('x')], '--corpus is needed'],
    [['train', '--corpus', 'moby-dick', '--out', at('x'), '--tokenizer', 'bpe:256'], 'from 257 to 131072'],
    [['sample', '--model', at('whole'), '--top-p', '2'], 'Top-p is 2'],
    [['sample', '--model', at('whole'), '--min-p', '2'], 'Min-p is 2'],
    [['sample', '--model', at('whole'), '--end', '.'], 'give --beams too'],
    [['logits', '--model', at('whole'), '--runtime', 'wasm', '--ids', '1,999'], 'Token id 999'],
    [['export', '--model', at('whole'), '--format', 'onnx', '--out', at('x')], 'one of: hf, pytorch-project'],
    [['bench', '--threads', '1.5'], '--threads is 1.5'],
    [['plan', '--variant', 'norm'], 'takes pairs like norm=pre'],
    [['plan', '--variant', 'norm=sandwich'], 'one of: post, pre'],
    [['plan', '--variant', 'bias=false'], 'the variants are norm,'],
    [['plan', '--variant', 'nKvHead=3'], 'Try 1, 2, 4'],
    [['train', '--resume', at('whole'), '--variant', 'norm=pre'], 'keeps its shape'],
  ])('%j: status 2, one line, nothing on standard output', async (args, words) => {
    const { status, stdout, stderr } = await gpt(...args)
    expect(stderr).toContain(words)
    expect([status, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1])
  })

  it.each([
    [['sample', '--model', at('nowhere')], 'There is no folder'],
    [['train', '--corpus', at('nowhere'), '--out', at('x')], 'There is no text'],
    [['train', '--resume', at('hf'), '--out', at('x')], 'cannot be resumed'],
  ])('%j: status 1, one line', async (args, words) => {
    const { status, stdout, stderr } = await gpt(...args)
    expect(stderr).toContain(words)
    expect([status, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1])
  })
})

/** −log softmax(logits)[target] */
function nats(logits: number[], target: number): number {
  const max = Math.max(...logits)
  return max + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0)) - logits[target]!
}

function expectSameFolder(actual: string, expected: string): void {
  expect(readdirSync(actual).sort()).toEqual(readdirSync(expected).sort())
  for (const name of readdirSync(expected))
    expect(readFileSync(join(actual, name)).equals(readFileSync(join(expected, name))), name).toBe(true)
}
