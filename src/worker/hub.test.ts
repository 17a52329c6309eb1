/** The worker's commands for models from elsewhere: from the hub, from a folder of files, and what is kept of a download. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hubFolder } from '../../tests/support/hubFolder.ts'
import { type HubServer, startHub } from '../../tests/support/hubServer.ts'
import { createCore } from './core.ts'
import type { HubProgress } from './protocol.ts'
import { testEnvironment } from './testing/environment.ts'

const { files, model } = hubFolder({ type: 'gpt2', dtype: 'BF16', shards: 2, masks: 'U8' })
const sampling = { temperature: 1, topK: 0, topP: 1, seed: 1 }
let hub: HubServer

beforeAll(async () => {
  hub = await startHub({ 'openai-community/gpt2': files })
})
afterAll(() => hub.close())

it('downloads a model that then speaks, keeps the download, and forgets it when told to', async () => {
  const core = createCore(testEnvironment())
  await core.start('wasm')
  const offer = await core.hubLook('openai-community/gpt2', hub.url)
  expect(offer).toMatchObject({ parameters: 4168, dtypes: ['BF16'], config: model.config })
  expect(await core.models()).toEqual([])

  const seen: HubProgress[] = []
  const summary = await core.hubImport('openai-community/gpt2', (progress) => seen.push(progress), hub.url)
  expect(summary).toMatchObject({ name: 'gpt2', origin: 'imported', config: model.config, resumable: false })
  expect(seen.at(-1)).toMatchObject({ received: seen[0]!.total })
  const { candidates } = await core.nextToken({ id: summary.id }, 'the whale', sampling)
  expect(candidates).toHaveLength(model.tokenizer.size)

  hub.asked.length = 0
  await core.hubImport('openai-community/gpt2', () => {}, hub.url)
  expect(hub.asked).toEqual([])
  expect(await core.hubKept()).toEqual([{ repo: 'openai-community/gpt2', bytes: offer.files.reduce((sum, { bytes }) => sum + bytes, 0) }])
  await core.hubForget('openai-community/gpt2')
  expect(await core.hubKept()).toEqual([])
  expect((await core.models()).map(({ name }) => name)).toEqual(['gpt2', 'gpt2'])
})

it('stops, and asks nobody but the hub', async () => {
  const core = createCore(testEnvironment())
  hub.faults.rate = 4000
  const loading = core.hubImport('openai-community/gpt2', () => void core.hubStop(), hub.url)
  await expect(core.hubLook('openai-community/gpt2', hub.url)).rejects.toMatchObject({ code: 'busy' })
  await expect(loading).rejects.toMatchObject({ code: 'stopped' })
  hub.faults.rate = 0
  await expect(core.hubLook('openai-community/gpt2', 'https://elsewhere.example')).rejects.toMatchObject({ code: 'bad-argument' })
})

it('takes the files of a chosen folder as they lie, and leaves out what is in folders below', async () => {
  const core = createCore(testEnvironment())
  const chosen = [...files].map(([name, data]) => ({ name: `my-gpt2/${name}`, data: new Blob([data]) }))
  const summary = await core.importModel([{ name: 'my-gpt2/onnx/config.json', data: new Blob(['{}']) }, ...chosen])
  expect(summary).toMatchObject({ name: 'my-gpt2', parameters: 4168, config: model.config })
  const pickle = chosen.filter(({ name }) => !name.includes('safetensors'))
  await expect(core.importModel(pickle)).rejects.toMatchObject({ code: 'bad-checkpoint', message: expect.stringMatching(/pickle/) })
})
