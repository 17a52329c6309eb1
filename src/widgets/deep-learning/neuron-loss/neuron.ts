/** One neuron with one input: what it says, its loss over some points, the gradient of that, and gradient descent. */

export const UNITS = ['line', 'sigmoid'] as const
export type Unit = (typeof UNITS)[number]

/** "1:2, 2:3.5": pairs with a colon, and commas between them. */
const PAIR = /^\s*-?\d+(\.\d+)?\s*:\s*-?\d+(\.\d+)?\s*$/
export const isPoints = (text: string): boolean => text.split(',').every((pair) => PAIR.test(pair))

/** A neuron, its points, and the way that it goes down. */
export interface Descent {
  /** what the neuron does with w·x + b: nothing, or the sigmoid */
  unit: Unit
  /** "x:y, x:y" */
  points: string
  /** where the ball is put down */
  weight: number
  bias: number
  /** learning rate */
  rate: number
  /** gradient steps from there */
  steps: number
}

export interface Point {
  x: number
  y: number
}

/** Where a neuron is on its landscape. */
export interface Place {
  weight: number
  bias: number
}

export const DEFAULTS = {
  line: { unit: 'line', points: '1:2, 2:3, 3:3.5, 4:5', weight: -2, bias: 4, rate: 0.05, steps: 0 },
  sigmoid: { unit: 'sigmoid', points: '1:0, 2:0, 3:1, 4:0, 5:1, 6:1', weight: -2, bias: 4, rate: 0.3, steps: 0 },
} as const satisfies Record<Unit, Descent>

/** The parameters with what was left out. */
export const complete = (params: Partial<Descent>): Descent => ({
  ...DEFAULTS[params.unit ?? 'line'],
  ...Object.fromEntries(Object.entries(params).filter(([name, value]) => name in DEFAULTS.line && value !== undefined)),
})

export const readPoints = (text: string): Point[] =>
  text.split(',').map((pair) => {
    const [x, y] = pair.split(':').map(Number)
    return { x: x!, y: y! }
  })

/** ŷ = w·x + b, through a sigmoid if the neuron has one. */
export function answer(unit: Unit, { weight, bias }: Place, x: number): number {
  const z = weight * x + bias
  return unit === 'line' ? z : 1 / (1 + Math.exp(-z))
}

/** Of one point: (ŷ − y)², or −y·ln ŷ − (1 − y)·ln(1 − ŷ), written so that it stays finite. */
export function lossAt(unit: Unit, { weight, bias }: Place, { x, y }: Point): number {
  const z = weight * x + bias
  if (unit === 'line') return (z - y) ** 2
  return Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)))
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

export const lossOf = (unit: Unit, place: Place, points: readonly Point[]): number =>
  mean(points.map((point) => lossAt(unit, place, point)))

/** dL/dw and dL/db. The factor 2 is the square's; with sigmoid and cross-entropy what remains is ŷ − y. */
export function gradientOf(unit: Unit, place: Place, points: readonly Point[]): Place {
  const factor = unit === 'line' ? 2 : 1
  const errors = points.map(({ x, y }) => ({ x, error: factor * (answer(unit, place, x) - y) }))
  return { weight: mean(errors.map(({ x, error }) => error * x)), bias: mean(errors.map(({ error }) => error)) }
}

/** The places after 0, 1, … steps. It ends early where the numbers run off to infinity. */
export function descend({ unit, points, weight, bias, rate, steps }: Descent): Place[] {
  const data = readPoints(points)
  const path: Place[] = [{ weight, bias }]
  for (let step = 0; step < steps; step++) {
    const at = path.at(-1)!
    const slope = gradientOf(unit, at, data)
    const next = { weight: at.weight - rate * slope.weight, bias: at.bias - rate * slope.bias }
    if (!Number.isFinite(lossOf(unit, next, data))) break
    path.push(next)
  }
  return path
}

export const RANGE = { weight: [-4, 6], bias: [-6, 8] } as const
const CELLS = 120

/** The loss over the whole landscape, [CELLS, CELLS] with the largest bias first, and the least of it. */
export function landscape(unit: Unit, points: readonly Point[]): { losses: Float32Array; columns: number; lowest: number } {
  const at = ([low, high]: readonly [number, number], cell: number): number => low + ((cell + 0.5) / CELLS) * (high - low)
  const losses = Float32Array.from({ length: CELLS * CELLS }, (_, i) =>
    lossOf(unit, { weight: at(RANGE.weight, i % CELLS), bias: at(RANGE.bias, CELLS - 1 - Math.floor(i / CELLS)) }, points),
  )
  return { losses, columns: CELLS, lowest: losses.reduce((a, b) => Math.min(a, b)) }
}
