/** `--out` of every command: nobody else's files are touched, no source is written over, no better model is lost, and what cannot be written is known before the work. */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runGpt } from '../../../tests/support/gpt.ts'

const root = mkdtempSync(join(tmpdir(), 'pathway-out-'))
const at = (...names: string[]) => join(root, ...names)
afterAll(() => rmSync(root, { recursive: true }))

const sizes = ['--layers', '1', '--heads', '2', '--embd', '8', '--ctx', '8', '--batch', '2', '--warmup', '1']
const train = (out: string, ...more: string[]) =>
  runGpt('train', '--corpus', at('text.txt'), ...sizes, '--steps', '4', '--runtime', 'wasm', '--json', '--out', out, ...more)

/** Every file below a folder, with what is in it. */
function contents(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    entries.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path.slice(folder.length + 1), readFileSync(path, 'base64')]),
  )
}

/** A person's own things, in a folder that a model may lie in, too. */
const OWN = {
  'thesis.txt': 'mine',
  'README.md': 'mine',
  '.git/HEAD': 'mine',
  'data/corpus.txt': 'mine',
  'adapters/adapter_config.json': '{}',
}
function addOwn(folder: string, files: Record<string, string> = OWN): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}
const ownOf = (folder: string) => Object.fromEntries(Object.keys(OWN).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

/** What each command does to `--out`, with a model at `from`. */
const commands: Record<string, (from: string, out: string) => string[]> = {
  train: (from, out) => ['train', '--init', from, '--corpus', at('text.txt'), '--steps', '1', '--batch', '2', '--out', out],
  finetune: (from, out) => [
    'finetune',
    '--model',
    from,
    '--examples',
    '4',
    '--held-out',
    '4',
    '--epochs',
    '1',
    '--batch',
    '4',
    '--out',
    out,
  ],
  lora: (from, out) => ['lora', '--model', from, '--corpus', at('text.txt'), '--steps', '1', '--batch', '1', '--out', out],
  quantize: (from, out) => ['quantize', '--model', from, '--corpus', at('text.txt'), '--out', out],
  prune: (from, out) => ['prune', '--model', from, '--keep', '1', '--corpus', at('text.txt'), '--out', out],
  distill: (from, out) => ['distill', '--teacher', from, '--corpus', at('text.txt'), '--steps', '1', '--batch', '1', '--out', out],
  step: (from, out) => ['step', '--model', from, '--batches', at('batches.json'), '--out', out],
  export: (from, out) => ['export', '--model', from, '--out', out],
  project: (from, out) => ['export', '--format', 'pytorch-project', '--model', from, '--out', out],
  import: (from, out) => ['import', '--from', from, '--out', out],
}
const each = Object.keys(commands)
const run = (name: string, from: string, out: string, ...more: string[]) => {
  const argv = commands[name]!(from, out)
  const device = ['export', 'import'].includes(argv[0]!) ? [] : ['--runtime', 'wasm']
  return runGpt(...argv, ...device, '--json', ...more)
}

beforeAll(async () => {
  writeFileSync(at('text.txt'), 'The sea, the sea; and the whale in the sea.\n'.repeat(60))
  writeFileSync(at('batches.json'), JSON.stringify([{ ids: [[1, 2, 3]], targets: [[2, 3, 4]] }]))
  const trained = await train(at('model'))
  expect(trained.status, trained.stderr).toBe(0)
  // Fine-tuning's texts want a longer context.
  const world = await runGpt(
    'train',
    '--corpus',
    'world',
    '--layers',
    '1',
    '--heads',
    '2',
    '--embd',
    '8',
    '--ctx',
    '64',
    '--batch',
    '1',
    ...['--steps', '1', '--warmup', '1', '--runtime', 'wasm', '--json', '--out', at('world')],
  )
  expect(world.status, world.stderr).toBe(0)
}, 120_000)

const sourceOf = (name: string) => at(name === 'finetune' ? 'world' : 'model')

describe.each(each)('%s', (name) => {
  it('writes a new folder, then only over what it wrote itself and when it is told to; what is a person’s stays', async () => {
    const out = at(`new-${name}`)
    const first = await run(name, sourceOf(name), out)
    expect(first.status, first.stderr).toBe(0)
    const written = contents(out)
    if (name !== 'project') addOwn(out)
    else addOwn(out, { 'data/corpus.txt': 'mine' })
    const again = await run(name, sourceOf(name), out)
    expect([again.status, again.stdout]).toEqual([1, ''])
    expect(again.stderr).toMatch(/already holds|has README\.md, which this tool did not write/)
    if (name === 'project') {
      expect((await run(name, sourceOf(name), out, '--force')).status).toBe(1)
      return
    }
    expect(again.stderr).toMatch(name === 'export' ? /--force|already holds/ : /--force.*new-.*-2/)
    expect(contents(out)).toMatchObject(written)
    const forced = await run(name, sourceOf(name), out, '--force')
    expect(forced.status, forced.stderr).toBe(0)
    expect(contents(out)).toMatchObject(written)
    expect(ownOf(out)).toEqual(OWN)
    expect(readdirSync(out).filter((file) => file.startsWith('.'))).toEqual(['.git'])
    expect(readdirSync(root).filter((file) => /unfinished|kept/.test(file))).toEqual([])
  })

  it('never writes over its own source, by whatever name, nor into it', async () => {
    const source = sourceOf(name)
    const before = contents(source)
    symlinkSync(source, at(`link-${name}`))
    for (const out of [source, `${source}/`, join(source, '..', source.split('/').at(-1)!), at(`link-${name}`), join(source, 'sub')]) {
      const { status, stderr } = await run(name, source, out, '--force')
      expect([status, stderr], out).toEqual([1, expect.stringMatching(/--out .* (is|lies inside) the folder that --\w+ reads/)])
    }
    expect((await run(name, at(`link-${name}`), source, '--force')).status).toBe(1)
    expect(contents(source)).toEqual(before)
  })

  it.each([
    ['a project with a config.json that is no model', { 'config.json': '{}', 'thesis.txt': 'mine', '.git/HEAD': 'mine' }],
    [
      "a model of transformers'",
      {
        'config.json': JSON.stringify({
          model_type: 'gpt2',
          transformers_version: '4',
          vocab_size: 9,
          n_embd: 8,
          layer_norm_epsilon: 1e-5,
          initializer_range: 0.02,
        }),
      },
    ],
    ['adapters of another tool', { 'adapter_config.json': JSON.stringify({ peft_type: 'LORA', r: 4, eva_config: null }) }],
    ['a run.json of something else', { 'run.json': '{"jobs": []}' }],
    ['only notes', { 'thesis.txt': 'mine' }],
  ])('refuses %s before any work, --force or not', async (_, files) => {
    const out = mkdtempSync(at('other-'))
    addOwn(out, files)
    const before = contents(out)
    for (const more of [[], ['--force']]) {
      const { status, stdout, stderr } = await run(name, sourceOf(name), out, ...more)
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(/holds something else|did not write/)
    }
    expect(contents(out)).toEqual(before)
  })

  it('knows before any work that nothing can be written there', async () => {
    symlinkSync(at('nowhere'), at(`dangling-${name}`))
    const places: [string, RegExp][] = [
      [at('n'.repeat(256)), /the name is too long/],
      [at('x'.repeat(250), 'n'.repeat(300)), /the name is too long/],
      [at(`dangling-${name}`), /is a link to ".*nowhere", and that is not there/],
      [at('text.txt'), /is a file/],
      [at('text.txt', 'model'), /is a file/],
    ]
    if (process.platform === 'linux') places.push(['/proc/x', /cannot be written/], ['/proc/self/x', /cannot be written/])
    for (const [out, words] of places) {
      const { status, stdout, stderr } = await run(name, sourceOf(name), out)
      expect([status, stdout], out.slice(0, 80)).toEqual([1, ''])
      expect(stderr).toMatch(words)
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
    expect(existsSync(at('x'.repeat(250)))).toBe(false)
  })
})

it('a name of 250 characters, and a link to a folder, are as good as any; the link stays one', async () => {
  const long = at('m'.repeat(250))
  expect((await train(long)).status).toBe(0)
  mkdirSync(at('behind'))
  symlinkSync(at('behind'), at('front'))
  expect((await train(at('front'))).status).toBe(0)
  expect(lstatSync(at('front')).isSymbolicLink()).toBe(true)
  expect(readdirSync(at('behind'))).toContain('model.safetensors')
})

it('a refusal says what lies there, and how to go on with it', async () => {
  expect((await train(at('whole'))).status).toBe(0)
  const { stderr } = await train(at('whole'))
  expect(stderr).toMatch(/a model, step 4 of 4, validation loss \d\.\d{4}, saved \d{4}-\d\d-\d\d \d\d:\d\d UTC/)
  expect(stderr).toContain(`--resume ${at('whole')}`)
})

describe('a run that ends in no number', () => {
  it('keeps its last good state in a new folder', async () => {
    const { status, stderr } = await train(at('nan'), '--lr', '1e30')
    expect([status, stderr]).toEqual([1, expect.stringContaining(`It is in ${at('nan')}`)])
    expect((await runGpt('sample', '--model', at('nan'), '--tokens', '2', '--runtime', 'wasm')).status).toBe(0)
  })

  it('leaves a better model alone, --force or not, and says where its own state is', async () => {
    expect((await train(at('good'))).status).toBe(0)
    const before = contents(at('good'))
    const { status, stderr } = await train(at('good'), '--lr', '1e30', '--force')
    expect([status, stderr]).toEqual([1, expect.stringContaining('good-unfinished')])
    expect(contents(at('good'))).toEqual(before)
  })

  it('leaves the state that it went on from', async () => {
    expect((await train(at('half'), '--stop-at', '2')).status).toBe(0)
    const before = contents(at('half'))
    const { status, stderr } = await runGpt('train', '--resume', at('half'), '--lr', '1e30', '--runtime', 'wasm')
    expect([status, stderr]).toEqual([1, expect.stringContaining('The state of step 2 is in')])
    expect(contents(at('half'))).toEqual(before)
  })
})

it('a run that goes on in place leaves everything else in its folder', async () => {
  expect((await train(at('part'), '--stop-at', '2')).status).toBe(0)
  addOwn(at('part'))
  const { status, stderr } = await runGpt('train', '--resume', at('part'), '--runtime', 'wasm')
  expect(status, stderr).toBe(0)
  expect(ownOf(at('part'))).toEqual(OWN)
  expect(JSON.parse(readFileSync(at('part', 'run.json'), 'utf8')).step).toBe(4)
})

it('an export never takes the place of a run that can go on', async () => {
  expect((await train(at('run'))).status).toBe(0)
  const before = contents(at('run'))
  const { status, stderr } = await run('export', at('model'), at('run'), '--force')
  expect([status, stderr]).toEqual([1, expect.stringContaining('a run that can go on')])
  expect(contents(at('run'))).toEqual(before)
})

/** Where a small disk of one's own can be made; elsewhere the reason is said. */
const disk = at('disk')
mkdirSync(disk)
const mounted = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', disk]).status === 0
afterAll(() => mounted && spawnSync('umount', [disk]))

describe.skipIf(!mounted)('a full disk (skipped without the right to mount one)', () => {
  it('is known before the work where it is full already, or too small for the model', async () => {
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(join(disk, 'ballast'), new Uint8Array(bavail * bsize))
    expect((await train(join(disk, 'model'))).stderr).toContain('the disk is full')
    rmSync(join(disk, 'ballast'))
    const large = await runGpt('train', '--corpus', at('text.txt'), '--runtime', 'wasm', '--out', join(disk, 'large'))
    expect([large.status, large.stderr]).toEqual([1, expect.stringMatching(/takes \d+\.\d MB, but its disk has only 0\.\d MB left/)])
    expect(readdirSync(disk)).toEqual([])
  })

  it('that fills up during the run keeps what was learned elsewhere, and says where', async () => {
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(join(disk, 'ballast'), new Uint8Array(bavail * bsize - 24_576))
    const { status, stderr } = await train(join(disk, 'model'))
    expect(status).toBe(1)
    const kept = /could not be written: the disk is full\..* kept in "(.*)"/.exec(stderr)?.[1]
    expect(kept, stderr).toContain(tmpdir())
    expect(existsSync(join(kept!, 'model.safetensors'))).toBe(true)
    rmSync(kept!, { recursive: true })
    expect(readdirSync(disk)).toEqual(['ballast'])
  })
})
