/** The core in a state that is hard to meet: without a model, still starting, busy, failing. Asked for in the address, for the gallery; nothing it says is made up. */
import type { PlainError } from '../core/errors.ts'
import type { CoreClient } from '../worker/client.ts'
import type { CoreApi } from '../worker/protocol.ts'

export const CORE_STATES = ['ready', 'empty', 'starting', 'busy', 'failing'] as const
export type CoreState = (typeof CORE_STATES)[number]

/** `?core=busy`; anything else, and nothing, is the core as it is. */
export function coreState(address: { search: string }): CoreState {
  const value = new URLSearchParams(address.search).get('core')
  return CORE_STATES.find((state) => state === value) ?? 'ready'
}

/** These answer while a model is open, whatever the core is doing. */
const AT_REST: ReadonlySet<string> = new Set<keyof CoreApi>([
  'start',
  'storageLasts',
  'texts',
  'textInfo',
  'models',
  'describe',
  'history',
  'suggest',
  'estimate',
])
const forever = new Promise<never>(() => {})

const refusal = (name: string): PlainError => ({
  code: 'out-of-memory',
  message: `The command “${name}” was refused, as the address of this page asks.`,
  hint: 'In the gallery every command that computes fails in this state; choose another one.',
})

/** The same client, with commands that wait, are refused or find nothing. */
export function standIn(client: CoreClient, state: CoreState): CoreClient {
  if (state === 'ready') return client
  return new Proxy(client, {
    get(target, name) {
      const own = Reflect.get(target, name) as unknown
      if (typeof name === 'symbol' || name === 'onDeath' || name === 'close') return own
      if (state === 'empty') return name === 'models' ? async () => [] : own
      if (state === 'starting') return () => forever
      if (AT_REST.has(name)) return own
      return state === 'busy' ? () => forever : () => Promise.reject(refusal(name))
    },
  })
}
