/** The numeric answers of the lessons on the parts of a block, computed again. */
import { sinusoids } from '../../src/core/sinusoids.ts'
import type { Answers } from '../support/answers.ts'

/** Dot product of two places of a sinusoidal table whose waves have height 1. */
function dotOfPlaces(a: number, b: number, width: number): number {
  const table = sinusoids(Math.max(a, b) + 1, width)
  const height = Math.hypot(table[0]!, table[1]!)
  let dot = 0
  for (let c = 0; c < width; c++) dot += (table[a * width + c]! * table[b * width + c]!) / height ** 2
  return dot
}

export const answers: Answers = {
  'transformer/positions#distance': () => dotOfPlaces(7, 8, 4),
  'transformer/positions#table': () => sinusoids(512, 768).length,
}
