/** The equations of one cell, forwards and backwards, with the numbers that stand in it now. */
import { fixed } from '../../../ui/format.ts'
import { C, type Matrix, N, type Pass } from './net.ts'

export const SYMBOLS: Record<Matrix, string> = { x: 'x', w1: 'W₁', z: 'z', h: 'h', w2: 'W₂', s: 's' }

/** A cell, by matrix and place. */
export interface Cell {
  matrix: Matrix
  index: number
}

const bracketed = (value: number): string => (value < 0 ? `(${fixed(value)})` : fixed(value))
const products = (pairs: readonly (readonly [number, number])[]): string =>
  pairs.map(([a, b]) => `${bracketed(a)}·${bracketed(b)}`).join(' + ')

/** "row 1, column 2" as an index: z₁₂ */
export const placeOf = ({ matrix, index }: Cell): string => `${SYMBOLS[matrix]}[${Math.floor(index / C) + 1},${(index % C) + 1}]`

const row = (values: Float64Array, r: number): number[] => Array.from(values.subarray(r * C, (r + 1) * C))
const column = (values: Float64Array, c: number, rows: number): number[] => Array.from({ length: rows }, (_, r) => values[r * C + c]!)
const zip = (a: readonly number[], b: readonly number[]) => a.map((value, i) => [value, b[i]!] as const)

export function forwardWords({ value, p, skip }: Pass, cell: Cell): string {
  const { matrix, index } = cell
  const [r, c] = [Math.floor(index / C), index % C]
  const result = fixed(value[matrix][index]!, 3)
  const name = placeOf(cell)
  switch (matrix) {
    case 'z':
      return `${name} = row ${r + 1} of x · column ${c + 1} of W₁ = ${products(zip(row(value.x, r), column(value.w1, c, C)))} = ${result}`
    case 's':
      return `${name} = row ${r + 1} of h · column ${c + 1} of W₂ = ${products(zip(row(value.h, r), column(value.w2, c, C)))} = ${result}, a share of ${fixed(p[index]!, 3)}`
    case 'h':
      return `${name} = tanh(${fixed(value.z[index]!, 3)})${skip ? ` + ${bracketed(value.x[index]!)}` : ''} = ${result}`
    default:
      return `${name} = ${result}, ${matrix === 'x' ? 'given' : 'learned'}`
  }
}

export function backwardWords({ value, gradient, through, past, p, y, skip }: Pass, cell: Cell): string {
  const { matrix, index } = cell
  const [r, c] = [Math.floor(index / C), index % C]
  const result = fixed(gradient[matrix][index]!, 3)
  const name = `d${placeOf(cell)}`
  switch (matrix) {
    case 's':
      return `${name} = (p − y) ÷ ${N} rows = (${fixed(p[index]!, 3)} − ${y[r] === c ? 1 : 0}) ÷ ${N} = ${result}`
    case 'w2':
      return `${name} = column ${r + 1} of h · column ${c + 1} of ds = ${products(zip(column(value.h, r, N), column(gradient.s, c, N)))} = ${result}`
    case 'h':
      return `${name} = row ${r + 1} of ds · row ${c + 1} of W₂ = ${products(zip(row(gradient.s, r), row(value.w2, c)))} = ${result}`
    case 'z':
      return `${name} = dh · (1 − tanh² z) = ${bracketed(gradient.h[index]!)} · ${fixed(1 - Math.tanh(value.z[index]!) ** 2, 3)} = ${result}`
    case 'w1':
      return `${name} = column ${r + 1} of x · column ${c + 1} of dz = ${products(zip(column(value.x, r, N), column(gradient.z, c, N)))} = ${result}`
    default:
      return skip
        ? `${name} = through W₁ ${fixed(through[index]!, 3)} + past it ${bracketed(past[index]!)} = ${result}`
        : `${name} = row ${r + 1} of dz · row ${c + 1} of W₁ = ${products(zip(row(gradient.z, r), row(value.w1, c)))} = ${result}`
  }
}

/** Cells whose numbers stand in the equation of the chosen one's gradient. */
export function usedBy({ matrix, index }: Cell): { values: (cell: Cell) => boolean; gradients: (cell: Cell) => boolean } {
  const [r, c] = [Math.floor(index / C), index % C]
  const at = (name: Matrix, inRow: number | null, inColumn: number | null) => (cell: Cell) =>
    cell.matrix === name && (inRow === null || Math.floor(cell.index / C) === inRow) && (inColumn === null || cell.index % C === inColumn)
  const none = () => false
  switch (matrix) {
    case 'w2':
      return { values: at('h', null, r), gradients: at('s', null, c) }
    case 'h':
      return { values: at('w2', c, null), gradients: at('s', r, null) }
    case 'z':
      return { values: at('z', r, c), gradients: at('h', r, c) }
    case 'w1':
      return { values: at('x', null, r), gradients: at('z', null, c) }
    case 'x':
      return { values: at('w1', c, null), gradients: at('z', r, null) }
    default:
      return { values: none, gradients: none }
  }
}
