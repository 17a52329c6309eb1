/** SHA-256 in hexadecimal. */
import { Sha256 } from '../core/sha256.ts'
import type { Part } from './blobs.ts'

/** Above so many bytes our own is used: the browser's works on a copy. */
export const LARGE = 2 ** 26
/** Bytes that are hashed at once where not all are in memory. */
const STEP = 2 ** 22

/** Of a blob that is read in parts. */
export async function sha256OfParts({ size, read }: Part): Promise<string> {
  const hash = new Sha256()
  for (let from = 0; from < size; from += STEP) hash.add(await read(from, Math.min(size, from + STEP)))
  return hash.hex()
}

export async function sha256(data: Uint8Array): Promise<string> {
  if (data.length > LARGE) return new Sha256().add(data).hex()
  const digest = await crypto.subtle.digest('SHA-256', data as Uint8Array<ArrayBuffer>)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
