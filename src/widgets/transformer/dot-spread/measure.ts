/** The spread at the first and the last length. */
import type { Measure } from '../../contract.ts'
import { deviation, dotProducts } from './draws.ts'
import type { DotSpreadParams } from './meta.ts'

export const LENGTHS = [4, 16, 64]

export const measure: Measure<DotSpreadParams> = async ({ lengths = LENGTHS, divided = 'no' }) => spreadOf(lengths, divided === 'yes', 1)

export function spreadOf(lengths: readonly number[], divided: boolean, seed: number): { shortest: number; longest: number; ratio: number } {
  const at = (length: number) => deviation(dotProducts(length, seed)) / (divided ? Math.sqrt(length) : 1)
  const [shortest, longest] = [at(lengths[0]!), at(lengths.at(-1)!)]
  return { shortest, longest, ratio: longest / shortest }
}
