/** What the browser keeps and the address says: theme and runtime. */
import type { RuntimeChoice } from '../worker/protocol.ts'
import type { Keep } from './context.ts'
import type { Theme } from './state.ts'

export const THEME = 'pathway.theme'

/** `?runtime=webgpu` or `?runtime=wasm`, before or after the hash; anything else is `auto`. */
export function runtimeChoice(address: { search: string; hash: string }): RuntimeChoice {
  const inHash = address.hash.includes('?') ? address.hash.slice(address.hash.indexOf('?')) : ''
  const value = new URLSearchParams(address.search).get('runtime') ?? new URLSearchParams(inHash).get('runtime')
  return value === 'webgpu' || value === 'wasm' ? value : 'auto'
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
