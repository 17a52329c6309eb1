/** The fingerprint of a text or a file, by which a run says what it learned from. */

/** SHA-256 (FIPS 180-4) of the bytes, or of the text in UTF-8, as 64 hexadecimal digits. Needs a secure context (https or localhost) in a browser. */
export async function sha256(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
