/** The states that the gallery asks for. */
import { expect, it } from 'vitest'
import type { CoreClient } from '../worker/client.ts'
import { coreState, standIn } from './standIn.ts'

const client = {
  models: async () => [{ id: 'first' }],
  open: async (id: string) => ({ id }),
  probe: async () => 'numbers',
  start: async () => ({ kind: 'wasm' }),
  onDeath: () => 'heard',
} as unknown as CoreClient

const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  Promise.race([promise.catch((error: { code: string }) => error.code), new Promise((resolve) => setTimeout(resolve, 20, 'waiting'))])

it('is the core itself, unless the address names another state', () => {
  expect(coreState({ search: '' })).toBe('ready')
  expect(coreState({ search: '?core=nonsense' })).toBe('ready')
  expect(coreState({ search: '?runtime=wasm&core=busy' })).toBe('busy')
  expect(standIn(client, 'ready')).toBe(client)
})

it.each([
  ['empty', { models: [], probe: 'numbers', start: { kind: 'wasm' } }],
  ['starting', { models: 'waiting', probe: 'waiting', start: 'waiting' }],
  ['busy', { models: [{ id: 'first' }], probe: 'waiting', start: { kind: 'wasm' } }],
  ['failing', { models: [{ id: 'first' }], probe: 'out-of-memory', start: { kind: 'wasm' } }],
] as const)('%s', async (state, { models, probe, start }) => {
  const core = standIn(client, state)
  expect(await outcome(core.models())).toEqual(models)
  expect(await outcome(core.probe({ id: 'm' }, 'text', ['losses']))).toEqual(probe)
  expect(await outcome(core.start('auto'))).toEqual(start)
  expect(core.onDeath(() => {})).toBe('heard')
})
