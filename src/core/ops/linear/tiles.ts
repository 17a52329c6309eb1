/** The shapes in which a matrix product is cut up for a GPU, and which of them to take where no trial has been made. */
import type { Target } from '../wgsl.ts'

/** NN: A [M,K], B [K,N]. NT: A [M,K], B [N,K]. */
export type Form = 'NN' | 'NT'

export interface Product {
  form: Form
  M: number
  N: number
  K: number
}

/** A device that has made its trials: the tile that won for each class of products. */
export interface Tuned extends Target {
  readonly tiles?: ReadonlyMap<string, string>
}

export interface Tile {
  readonly name: string
  /** workgroup: operands pass through workgroup memory, behind barriers. registers: every thread reads what it needs. */
  readonly through: 'workgroup' | 'registers'
  /** results of one thread: so many rows … */
  readonly rows: 1 | 4 | 8
  /** … by so many times four columns */
  readonly fours: 1 | 2
  /** threads of a workgroup, along a row of C and along a column */
  readonly across: number
  readonly down: number
  /** how much of K lies in workgroup memory at a time */
  readonly step: number
}

const tile = (name: string, through: Tile['through'], rows: Tile['rows'], fours: 1 | 2, across: number, down: number, step = 16): Tile => ({
  name,
  through,
  rows,
  fours,
  across,
  down,
  step,
})

/** All tiles give the same bits: each result is one chain of fused multiply-adds, k upwards. */
export const TILES: readonly Tile[] = [
  tile('registers 1×4', 'registers', 1, 1, 16, 1),
  tile('registers 4×4', 'registers', 4, 1, 16, 1),
  tile('registers 8×4', 'registers', 8, 1, 16, 1),
  tile('registers 8×8', 'registers', 8, 2, 8, 1),
  tile('registers 4×4, 64 threads', 'registers', 4, 1, 16, 4),
  tile('32×32 by 4×4', 'workgroup', 4, 1, 8, 8),
  tile('64×64 by 4×4', 'workgroup', 4, 1, 16, 16),
  tile('64×64 by 8×8', 'workgroup', 8, 2, 8, 8),
  // 16 KiB of workgroup memory is what WebGPU promises, so K comes in shorter steps.
  tile('128×128 by 8×8', 'workgroup', 8, 2, 16, 16, 8),
]

const named = new Map(TILES.map((tile) => [tile.name, tile]))

export const width = ({ across, fours }: Tile): number => 4 * fours * across
export const height = ({ down, rows }: Tile): number => rows * down

/** Products of one class share their tile: the form, and the sizes rounded to powers of two. */
export const productClass = ({ form, M, N, K }: Product): string => [form, ...[M, N, K].map((n) => Math.round(Math.log2(n)))].join(' ')

/** The rows of a token or of a prompt (see PROMPT_ROWS), which GPUs share out along K: all of them, so that a token's bits do not depend on its company. */
export const FEW_ROWS = 32
export const hasFewRows = ({ M }: Product, { software }: Pick<Target, 'software'>): boolean => !software && M <= FEW_ROWS

/** What is worth a trial: without barriers on a software adapter, where they cost most; the rest where it is no larger than C. */
export function candidates({ M, N }: Product, { software }: Pick<Target, 'software'>): readonly Tile[] {
  return TILES.filter((tile) =>
    software
      ? tile.through === 'registers' && tile.down === 1 && (tile.rows === 1) === (M === 1)
      : tile.down > 1 && width(tile) <= Math.max(32, N) && height(tile) <= Math.max(32, M),
  )
}

/** The tile that won the device's trial, else a fair one for its kind. */
export function tileFor(product: Product, { software, tiles }: Tuned): Tile {
  const won = named.get(tiles?.get(productClass(product)) ?? '')
  if (won) return won
  const { M, N } = product
  if (software && M === 1) return named.get('registers 1×4')!
  // Large tiles take drivers long to compile, which a small product does not earn back.
  if (software) return named.get(M * N * product.K >= 2 ** 20 ? 'registers 8×8' : 'registers 4×4')!
  // 64×64 where that still makes some 64 workgroups.
  return named.get(Math.ceil(M / 64) * Math.ceil(N / 64) >= 64 ? '64×64 by 4×4' : '32×32 by 4×4')!
}
