import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectClose } from '../../tests/support/compare.ts'
import { readModelFolder } from '../core/checkpoint/hfFolder.ts'
import { quantize } from '../core/compress/quantize.ts'
import { writeQuantizedFolder } from '../core/compress/quantizedFolder.ts'
import { languageModelOf } from '../core/saved/languageModel.ts'
import { createCore } from './core.ts'
import { SHIPPED_MODELS, ShippedModels } from './shipped.ts'
import { testEnvironment } from './testing/environment.ts'

const folder = new URL('../../public/checkpoints/', import.meta.url)

/** A server that has the files of the small world's model under every id, but for what is missing; asked names are kept. */
function server(missing: readonly string[] = []) {
  const asked: string[] = []
  const fetchShipped = async (id: string, names: readonly string[]) => {
    asked.push(...names.map((name) => `${id}/${name}`))
    if (missing.includes(id)) return new Map(names.map((name) => [name, new TextEncoder().encode('<!doctype html>')]))
    return new Map(names.map((name) => [name, new Uint8Array(readFileSync(new URL(`world/${name}`, folder)))]))
  }
  return { asked, env: testEnvironment({ fetchShipped }) }
}

describe('the models that come with the course', () => {
  it('are described without their weights, which are fetched once, when one is opened', async () => {
    const { asked, env } = server()
    const models = new ShippedModels(env)
    const summaries = await models.list()
    expect(summaries.map(({ id }) => id)).toEqual(SHIPPED_MODELS.map(({ id }) => id))
    expect(asked.filter((name) => name.includes('safetensors'))).toEqual([])
    const loaded = (await models.load('world'))!
    expect(loaded.summary).toEqual(summaries[1])
    expect(loaded.saved.kind).toBe('language')
    expect([...languageModelOf(loaded.saved as never).weights.values()].reduce((sum, { data }) => sum + data.length, 0)).toBe(
      loaded.summary.parameters,
    )
    await models.load('world')
    expect(asked.filter((name) => name.includes('safetensors'))).toEqual(['world/model.safetensors'])
  })

  it('may be in 8 bits, as quantize writes them: they answer as their floats do, nearly', async () => {
    const names = ['config.json', 'tokenizer.json', 'run.json', 'model.safetensors']
    const floats = new Map(names.map((name) => [name, new Uint8Array(readFileSync(new URL(`world/${name}`, folder)))]))
    const { config, tokenizer, weights, run } = readModelFolder(floats)
    const packed = writeQuantizedFolder({ config, tokenizer, weights: quantize(config, weights, 8), run: run! })
    expect(packed.get('model.safetensors')!.length).toBeLessThan(0.3 * floats.get('model.safetensors')!.length)
    const served = (files: ReadonlyMap<string, Uint8Array>) => async (id: string, wanted: readonly string[]) =>
      id === 'first' ? new Map(wanted.map((name) => [name, files.get(name)!])) : null
    const [before, after] = await Promise.all(
      [floats, packed].map(async (files) => {
        const core = createCore(testEnvironment({ fetchShipped: served(files) }))
        await core.start('wasm')
        const [summary] = await core.models()
        const { loss, tensors } = await core.probe({ id: 'first' }, 'Mila will not rest', ['losses', 'logits'])
        return { summary: summary!, loss: loss!, logits: tensors[1]!.data, attention: await core.attention({ id: 'first' }, 'Mila will') }
      }),
    )
    expect(before!.summary.kind).toBe('language')
    expect(after!.summary).toEqual({ ...before!.summary, kind: 'quantized', bits: 8, bytes: before!.summary.bytes / 4 })
    expect(Math.abs(after!.loss - before!.loss)).toBeLessThan(0.02)
    expect(after!.logits).not.toEqual(before!.logits)
    expectClose(after!.logits, before!.logits, { rtol: 0.05, atol: 0.3 })
    expectClose(after!.attention.probabilities, before!.attention.probabilities, { rtol: 0, atol: 0.05 })
  })

  it('those that the server lacks are not offered', async () => {
    const { env } = server(['world'])
    expect((await new ShippedModels(env).list()).map(({ id }) => id)).toEqual(['first'])
  })

  it('a network that fails is asked again', async () => {
    const { env } = server()
    let fails = true
    const models = new ShippedModels({
      ...env,
      fetchShipped: async (id, names) => (fails ? Promise.reject(new Error('offline')) : env.fetchShipped(id, names)),
    })
    expect(await models.list()).toEqual([])
    fails = false
    expect(await models.list()).toHaveLength(SHIPPED_MODELS.length)
  })

  it('open in the core, the first where nothing else is named, and are not changed', async () => {
    const core = createCore(server().env)
    await core.start('wasm')
    expect((await core.models()).map(({ id }) => id)).toEqual(['first', 'world'])
    expect((await core.describe({ id: 'world' })).name).toBe('the model of the small world')
    for (const { id } of SHIPPED_MODELS) await expect(core.rename(id, 'mine')).rejects.toThrow(/comes with the course/)
  })
})
