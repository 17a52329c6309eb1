/** Handwritten digits to learn from: images of 28 × 28 grey values with their labels, and the one file that the page fetches them in. */
import { unzlibSync, zlibSync } from 'fflate'
import { CourseError } from '../../errors.ts'

/** Pixels along each side, as in MNIST (LeCun et al. 1998). */
export const SIDE = 28

/** Digits of the file; the last TEST of them are only measured on. Classes take turns: 0, 1, … 9, 0, 1, … */
export const DIGITS = 2000
export const TEST = 500

export interface Digits {
  /** [N,28,28] row-major, 0 (paper) … 255 (ink) */
  pixels: Uint8Array
  /** [N], 0 … 9 */
  labels: Uint8Array
}

/** Labels, then pixels, deflated. */
export function packDigits({ labels, pixels }: Digits): Uint8Array {
  const bytes = new Uint8Array(labels.length + pixels.length)
  bytes.set(labels)
  bytes.set(pixels, labels.length)
  return zlibSync(bytes, { level: 9 })
}

/** @throws CourseError 'bad-text' for anything that `packDigits` did not write */
export function unpackDigits(packed: Uint8Array): Digits {
  let bytes: Uint8Array
  try {
    bytes = unzlibSync(packed)
  } catch {
    throw damaged()
  }
  const count = bytes.length / (1 + SIDE * SIDE)
  if (count === 0 || !Number.isInteger(count)) throw damaged()
  const labels = bytes.subarray(0, count)
  if (labels.some((label) => label > 9)) throw damaged()
  return { labels, pixels: bytes.subarray(count) }
}

const damaged = () => new CourseError('bad-text', 'The file of handwritten digits is damaged.', 'Reload the page.')

/** The image moved by whole pixels to the right and down; what leaves the frame is lost, and paper comes in. */
export function shifted(image: Uint8Array, right: number, down: number): Uint8Array {
  const moved = new Uint8Array(SIDE * SIDE)
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const [r, c] = [row - down, column - right]
      if (r >= 0 && r < SIDE && c >= 0 && c < SIDE) moved[row * SIDE + column] = image[r * SIDE + c]!
    }
  }
  return moved
}
