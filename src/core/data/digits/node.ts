/** The handwritten digits in Node, read from their package: for the build and for tests. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Digits, DIGITS, SIDE } from './digits.ts'

const SIZE = SIDE * SIDE

/** The first images of each class, in turns. The package holds shares of 0 … 1 with three digits; here they are bytes. */
export function readDigits(): Digits {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist/package.json')), 'src', 'digits')
  const classes = Array.from(
    { length: 10 },
    (_, label) => (JSON.parse(readFileSync(join(folder, `${label}.json`), 'utf8')) as { data: number[] }).data,
  )
  const pixels = new Uint8Array(DIGITS * SIZE)
  for (let i = 0; i < DIGITS; i++) {
    const from = Math.floor(i / 10) * SIZE
    const image = classes[i % 10]!.slice(from, from + SIZE)
    pixels.set(
      image.map((share) => Math.round(255 * share)),
      i * SIZE,
    )
  }
  return { pixels, labels: Uint8Array.from({ length: DIGITS }, (_, i) => i % 10) }
}
