import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createCore } from './core.ts'
import { SHIPPED_MODELS, ShippedModels } from './shipped.ts'
import { testEnvironment } from './testing/environment.ts'

const folder = new URL('../../public/checkpoints/', import.meta.url)

/** A server that has the first model's files under every id, but for what is missing; asked names are kept. */
function server(missing: readonly string[] = []) {
  const asked: string[] = []
  const fetchShipped = async (id: string, names: readonly string[]) => {
    asked.push(...names.map((name) => `${id}/${name}`))
    if (missing.includes(id)) return new Map(names.map((name) => [name, new TextEncoder().encode('<!doctype html>')]))
    return new Map(names.map((name) => [name, new Uint8Array(readFileSync(new URL(`first/${name}`, folder)))]))
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
    expect([...loaded.model.weights.values()].reduce((sum, { data }) => sum + data.length, 0)).toBe(loaded.summary.parameters)
    await models.load('world')
    expect(asked.filter((name) => name.includes('safetensors'))).toEqual(['world/model.safetensors'])
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
