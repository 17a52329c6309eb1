/** What the browser keeps and the address says: theme, runtime and threads. */
import type { RuntimeChoice } from '../worker/protocol.ts'
import type { Keep } from './context.ts'
import type { Theme } from './state.ts'

export const THEME = 'pathway.theme'

interface Address {
  search: string
  hash: string
}

/** What a page's address says of `name`, before its hash or, in the hash, after it. */
function parameter({ search, hash }: Address, name: string): string | null {
  const inHash = hash.includes('?') ? hash.slice(hash.indexOf('?')) : ''
  return new URLSearchParams(search).get(name) ?? new URLSearchParams(inHash).get(name)
}

/** `?runtime=webgpu` or `?runtime=wasm`; anything else is `auto`. */
export function runtimeChoice(address: Address): RuntimeChoice {
  const value = parameter(address, 'runtime')
  return value === 'webgpu' || value === 'wasm' ? value : 'auto'
}

/** `?threads=1`: how many threads the CPU runtime takes where it may have several; anything but a whole number from 1 to 64 is 0, as many as are good. */
export function threadCount(address: Address): number {
  const value = parameter(address, 'threads') ?? ''
  return /^\d+$/.test(value) && Number(value) <= 64 ? Number(value) : 0
}

/** `?hub=http://127.0.0.1:8000`: a hub on this machine, for tests; the worker refuses every other address. */
export const hubAddress = (address: { search: string }): string | undefined => new URLSearchParams(address.search).get('hub') ?? undefined

export const keptTheme = (keep: Keep): Theme => {
  const kept = keep.get(THEME)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** localStorage, or nothing where the browser refuses it. */
export const browserKeep: Keep = {
  get(key) {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },
  set(key, value) {
    try {
      if (value === null) localStorage.removeItem(key)
      else localStorage.setItem(key, value)
    } catch {
      // private windows may refuse; the page then forgets
    }
  },
}
