/** How the steppers move: what they may reach, and the next value that makes sense. */

/** Reach of the controls; the core checks what is typed, and says why it refuses. */
export const RANGES = {
  nLayer: [1, 48],
  nHead: [1, 64],
  nEmbd: [4, 4096],
  nCtx: [2, 4096],
  batch: [1, 512],
  /** 256 bytes and one merge, to more than any text here fills */
  vocabulary: [257, 32768],
} as const

/** Twice or half as many, through the powers of two. */
export function nextDouble(value: number, direction: 1 | -1): number {
  const exponent = Math.log2(Math.max(1, value))
  return 2 ** (direction > 0 ? Math.floor(exponent) + 1 : Math.ceil(exponent) - 1)
}

/** The next number of heads that divides the width; the same number if there is none. */
export function nextHeads(value: number, direction: 1 | -1, nEmbd: number): number {
  for (let heads = value + direction; heads >= 1 && heads <= Math.min(64, nEmbd); heads += direction) {
    if (nEmbd % heads === 0) return heads
  }
  return value
}

/** Widths move by 4 a head, so that they always divide. */
export const widthStep = (nHead: number): number => 4 * nHead

/** The tokens of a byte-pair encoding, "bpe:1024" → 1024; null for characters. */
export const bpeSize = (choice: string | undefined): number | null =>
  choice?.startsWith('bpe:') ? Number(choice.slice('bpe:'.length)) : null
