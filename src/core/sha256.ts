/** SHA-256 (FIPS 180-4), by which texts and files are told apart: of bytes at once, or as they come in pieces. */

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const K = Int32Array.from(primes(64), (p) => fraction(Math.cbrt(p)))
/** Of the square roots of the first 8. */
const START = Int32Array.from(primes(8), (p) => fraction(Math.sqrt(p)))

/** Above so many bytes our own is used: the browser's works on a copy. */
export const LARGE = 2 ** 26

/** Of the bytes, or of the text in UTF-8, as 64 hexadecimal digits. Needs a secure context (https or localhost) in a browser. */
export async function sha256(data: string | Uint8Array): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  if (bytes.length > LARGE) return new Sha256().add(bytes).hex()
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Of bytes that come in pieces. */
export class Sha256 {
  private readonly state = START.slice()
  private readonly words = new Int32Array(64)
  private readonly block = new Uint8Array(64)
  private filled = 0
  private length = 0

  add(data: Uint8Array): this {
    this.length += data.length
    let at = 0
    if (this.filled > 0) {
      at = Math.min(64 - this.filled, data.length)
      this.block.set(data.subarray(0, at), this.filled)
      this.filled += at
      if (this.filled < 64) return this
      this.compress(this.block, 0)
      this.filled = 0
    }
    for (; at + 64 <= data.length; at += 64) this.compress(data, at)
    this.block.set(data.subarray(at))
    this.filled = data.length - at
    return this
  }

  /** The hash of all that was added, in hexadecimal. Nothing can be added after. */
  hex(): string {
    const bits = this.length * 8
    const padding = new Uint8Array((this.filled < 56 ? 56 : 120) - this.filled + 8)
    padding[0] = 0x80
    const view = new DataView(padding.buffer)
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32))
    view.setUint32(padding.length - 4, bits >>> 0)
    this.add(padding)
    return Array.from(this.state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  }

  /** Signed words throughout: an engine keeps those in registers, and makes numbers on the heap of words above 2³¹. */
  private compress(data: Uint8Array, at: number): void {
    const { words: w, state } = this
    for (let i = 0, p = at; i < 16; i++, p += 4) w[i] = (data[p]! << 24) | (data[p + 1]! << 16) | (data[p + 2]! << 8) | data[p + 3]!
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!
      const y = w[i - 2]!
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
      w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0
    }
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    let e = state[4]!
    let f = state[5]!
    let g = state[6]!
    let h = state[7]!
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    state[0] = state[0]! + a
    state[1] = state[1]! + b
    state[2] = state[2]! + c
    state[3] = state[3]! + d
    state[4] = state[4]! + e
    state[5] = state[5]! + f
    state[6] = state[6]! + g
    state[7] = state[7]! + h
  }
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n)
  return found
}

/** The fractional part's first 32 bits; a double has 50 of it, far more than are asked for. */
function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32)
}
