/** The PyTorch project: its files, what it refuses, and that its Python takes the windows that the course takes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tinyModel } from '../../../../tests/support/tinyModel.ts'
import { Batcher, evaluationBatches } from '../../data/batches.ts'
import { sha256 } from '../../sha256.ts'
import { hash32, streamKey, uniform } from '../../random.ts'
import { readModelFolder } from '../readFolder.ts'
import { templates } from './browser.ts'
import { readTemplates } from './node.ts'
import { TEMPLATES, writePytorchProject } from './project.ts'

const text = 'Call me Ishmael. 😀\n'.repeat(100)

async function trained() {
  const model = tinyModel()
  const run = { ...model.trainingState.run, corpus: { ...model.trainingState.run.corpus, sha256: await sha256(text) } }
  return { ...model, run, trainingState: { ...model.trainingState, run } }
}

const read = (folder: Map<string, Uint8Array>, name: string) => new TextDecoder().decode(folder.get(name))

describe('the PyTorch project', () => {
  it('holds the model as it stands, the text and the programs', async () => {
    const model = await trained()
    const folder = await writePytorchProject(model, text, readTemplates())
    expect([...folder.keys()].sort()).toEqual([
      'README.md',
      'config.json',
      'data.py',
      'generation_config.json',
      'model.py',
      'model.safetensors',
      'requirements.txt',
      'run.json',
      'text.txt',
      'tokenizer.json',
      'tokenizer_config.json',
      'train.py',
      'training_state.safetensors',
    ])
    expect(read(folder, 'text.txt')).toBe(text)
    expect(readModelFolder(folder).trainingState?.step).toBe(40)
    const readme = read(folder, 'README.md')
    expect(readme).toContain('from step 40 of 100')
    expect(readme).toContain('python train.py')
    expect(readme).toContain('torchrun --nproc_per_node 4 train.py')
    expect(readme).toContain('dropout 0.1')
    expect(readme).not.toMatch(/\{\{|undefined/)
  })

  it('without the text says which one is wanted', async () => {
    const model = await trained()
    const folder = await writePytorchProject(model, undefined, readTemplates())
    expect(folder.has('text.txt')).toBe(false)
    expect(read(folder, 'README.md')).toContain(model.run.corpus.sha256)
  })

  it('is the same from the page as from the command line', () => {
    expect(Object.keys(templates)).toEqual([...TEMPLATES])
    expect(templates).toEqual(readTemplates())
  })

  it('refuses what it cannot go on with', async () => {
    const model = await trained()
    const { trainingState: _, ...weights } = model
    await expect(writePytorchProject(weights, text, templates)).rejects.toThrow('no training state')
    await expect(writePytorchProject(model, `${text}!`, templates)).rejects.toThrow('learned from another text')
    await expect(writePytorchProject({ ...model, config: { ...model.config, family: 'rnn' } }, text, templates)).rejects.toThrow(
      'a rnn, not a GPT',
    )
    await expect(
      writePytorchProject({ ...model, config: { ...model.config, surgery: { noMask: true } } }, text, templates),
    ).rejects.toThrow('cut out')
  })
})

describe("the Python's numbers", () => {
  interface Windows {
    tokens: number
    batch: number
    time: number
    starts: number[]
  }
  const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../tests/golden/windows.json'), 'utf8')) as {
    hashes: [number, number][]
    uniforms: [number, number, number, number, number][]
    training: (Windows & { seed: number; cursor: number })[]
    evaluation: Windows[]
  }

  it('are those of the generator', () => {
    for (const [x, hash] of golden.hashes) expect(hash32(x)).toBe(hash)
    for (const [seed, step, stream, index, value] of golden.uniforms) expect(uniform(streamKey(seed, step, stream), index)).toBe(value)
  })

  // A text in which every token is its own place shows where windows start.
  const places = (n: number) => new Int32Array(n).map((_, i) => i)
  const startsOf = (ids: Int32Array, time: number) => Array.from({ length: ids.length / time }, (_, row) => ids[row * time]!)

  it.each(golden.training)(
    'start training windows alike: $tokens tokens, seed $seed, batch number $cursor',
    ({ tokens, batch, time, seed, cursor, starts }) => {
      const batcher = new Batcher(places(tokens), { batch, time, seed })
      batcher.state = cursor
      expect(startsOf(batcher.next().ids, time)).toEqual(starts)
    },
  )

  it.each(golden.evaluation)('start evaluation windows alike: $tokens tokens, $batch of $time', ({ tokens, batch, time, starts }) => {
    const count = starts.length / batch
    expect(evaluationBatches(places(tokens), { batch, time, count }).flatMap(({ ids }) => startsOf(ids, time))).toEqual(starts)
  })
})
