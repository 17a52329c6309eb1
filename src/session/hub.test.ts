/** What the session makes of the hub's answers: one thing at a time, stops that are no failures, a model that is opened when it has come. */
import { expect, test, vi } from 'vitest'
import type { CoreClient } from '../worker/client.ts'
import type { HubOffer, HubProgress, ModelSummary } from '../worker/protocol.ts'
import { createSession } from './session.ts'
import { hubAddress } from './settings.ts'

const offer = { repo: 'a/b', files: [{ name: 'model.safetensors', bytes: 10, have: 0 }] } as unknown as HubOffer
const stopped = { code: 'stopped', message: 'The download was stopped.', hint: '' }

function open(commands: Partial<CoreClient>) {
  const client = {
    onDeath: () => {},
    models: async () => [{ id: 'new' } as ModelSummary],
    describe: vi.fn(async () => ({ id: 'new', config: {}, evaluations: [], samples: [], curve: [] }) as unknown as ModelSummary),
    history: async () => [],
    nextToken: async () => Promise.reject(new Error('not asked here')),
    hubKept: async () => [{ repo: 'a/b', bytes: 4 }],
    hubLook: vi.fn(async () => offer),
    ...commands,
  } as unknown as CoreClient
  const session = createSession(client, { get: () => null, set: () => {} }, { hub: 'http://127.0.0.1:1' })
  return { client, state: session.getState }
}

test('looks up, downloads, opens what came, and knows what is kept', async () => {
  const seen: unknown[] = []
  const { client, state } = open({
    hubImport: async (_, onProgress: (progress: HubProgress) => void) => {
      onProgress({ file: 'model.safetensors', received: 4, total: 10 })
      seen.push(state().hub.busy, state().hub.progress)
      return { id: 'new' } as ModelSummary
    },
  })
  await state().lookUpHub('a/b')
  expect(client.hubLook).toHaveBeenCalledWith('a/b', 'http://127.0.0.1:1')
  expect(state().hub).toMatchObject({ offer, busy: null, kept: [{ repo: 'a/b', bytes: 4 }] })
  await state().importFromHub()
  expect(seen).toEqual(['downloading', { file: 'model.safetensors', received: 4, total: 10 }])
  expect(state().hub).toMatchObject({ offer: null, busy: null, progress: null })
  expect(client.describe).toHaveBeenCalledWith({ id: 'new' })
})

test('a stop leaves the offer and no failure; a lost connection is one', async () => {
  const { state } = open({ hubImport: () => Promise.reject(stopped) })
  await state().lookUpHub('a/b')
  await state().importFromHub()
  expect([state().hub.offer, state().hub.busy, state().failures.hub]).toEqual([offer, null, undefined])

  const lost = open({ hubImport: () => Promise.reject({ ...stopped, code: 'offline' }) })
  await lost.state().lookUpHub('a/b')
  await lost.state().importFromHub()
  expect([lost.state().hub.offer, lost.state().failures.hub?.code]).toEqual([offer, 'offline'])
})

test('without an offer nothing is downloaded', async () => {
  const hubImport = vi.fn()
  const { state } = open({ hubImport })
  await state().importFromHub()
  expect(hubImport).not.toHaveBeenCalled()
})

test('the address may name another hub', () => {
  expect(hubAddress({ search: '?runtime=wasm&hub=http://127.0.0.1:8000' })).toBe('http://127.0.0.1:8000')
  expect(hubAddress({ search: '' })).toBeUndefined()
})
