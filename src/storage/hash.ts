/** SHA-256 in hexadecimal. */
import { Sha256 } from '../core/sha256.ts'

/** Above so many bytes our own is used: the browser's works on a copy. */
const LARGE = 2 ** 26

export async function sha256(data: Uint8Array): Promise<string> {
  if (data.length > LARGE) return new Sha256().add(data).hex()
  const digest = await crypto.subtle.digest('SHA-256', data as Uint8Array<ArrayBuffer>)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
