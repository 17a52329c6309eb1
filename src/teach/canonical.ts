/** Data as one text, whatever the order of its keys: what is hashed, so that two copies of a thing have one hash. */
import { Sha256 } from '../core/sha256.ts'

/** JSON with sorted keys; what is undefined is left out. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}

/** SHA-256 of text in UTF-8 or of bytes, 64 hexadecimal digits; needs no secure context. */
export const hashOf = (data: string | Uint8Array): string =>
  new Sha256().add(typeof data === 'string' ? new TextEncoder().encode(data) : data).hex()
