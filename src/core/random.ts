/** Counter-based random numbers: a pure function of (seed, step, stream, index), so that nothing needs replaying. */

/** A 32-bit integer hash with low bias (constants found by Chris Wellons' hash-prospector, 2018). */
export function hash32(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return (x ^ (x >>> 15)) >>> 0
}

/** The key of one stream of numbers at one step. */
export function streamKey(seed: number, step: number, stream: number): number {
  return hash32((stream + hash32((step + hash32(seed >>> 0)) >>> 0)) >>> 0)
}

/** A uniform number in [0, 1) with 24 bits, the same in TypeScript, WGSL and AssemblyScript. */
export function uniform(key: number, index: number): number {
  return (hash32((hash32((index ^ key) >>> 0) + key) >>> 0) >>> 8) / 16777216
}

/** Of 2²⁴ equally likely numbers, how many drop an element. From p in single precision, which is all that a kernel is given. */
export const dropoutThreshold = (p: number): number => Math.round(Math.fround(p) * 16777216)

/** Dropout's mask, scaled: 0 with probability p, else 1 / (1 − p). Compares integers, so every runtime agrees. */
export function dropoutScale(key: number, index: number, p: number): number {
  if (p === 0) return 1
  return hash32((hash32((index ^ key) >>> 0) + key) >>> 0) >>> 8 < dropoutThreshold(p) ? 0 : 1 / (1 - p)
}

/** A standard normal number (Box and Muller 1958), from the pair of uniforms at 2·index. */
export function normal(key: number, index: number): number {
  const u = 1 - uniform(key, 2 * index)
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * uniform(key, 2 * index + 1))
}
