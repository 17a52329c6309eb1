/** One LSTM cell that is told of two characters, with every gate of every step (Hochreiter and Schmidhuber 1997; Gers et al. 2000). */
import type { Readings } from '../../frame/define.ts'

export const GATES = ['i', 'f', 'g', 'o'] as const
export type Gate = (typeof GATES)[number]
/** What each gate's sum is made of: two inputs, the state before, a bias. */
export const TERMS = ['opens', 'closes', 'before', 'bias'] as const

export interface Given {
  passage: string
  opens: string
  closes: string
  /** 16 numbers, gate by gate: weight of the opening character, of the closing one, of the state before, bias */
  weights: string
}

export interface Step {
  character: string
  /** 1 where the character is the opening one, the closing one */
  x: readonly [number, number]
  sums: Record<Gate, number>
  gates: Record<Gate, number>
  before: { c: number; h: number }
  c: number
  h: number
}

export const numbersOf = (weights: string): number[] => weights.split(',').map(Number)

export const withWeight = (weights: string, gate: Gate, term: number, value: number): string =>
  numbersOf(weights)
    .map((old, i) => (i === GATES.indexOf(gate) * TERMS.length + term ? value : old))
    .join(',')

export const weightsOf = (weights: string, gate: Gate): number[] => {
  const at = GATES.indexOf(gate) * TERMS.length
  return numbersOf(weights).slice(at, at + TERMS.length)
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z))

// #region step
/** c = f·c + i·g, h = o·tanh(c): each gate reads the character and the state before. */
export function stepOf(weights: string, character: string, x: readonly [number, number], before: { c: number; h: number }): Step {
  const sum = (gate: Gate): number => {
    const [opens, closes, state, bias] = weightsOf(weights, gate) as [number, number, number, number]
    return opens * x[0] + closes * x[1] + state * before.h + bias
  }
  const sums = { i: sum('i'), f: sum('f'), g: sum('g'), o: sum('o') }
  const gates = { i: sigmoid(sums.i), f: sigmoid(sums.f), g: Math.tanh(sums.g), o: sigmoid(sums.o) }
  const c = gates.f * before.c + gates.i * gates.g
  return { character, x, sums, gates, before, c, h: gates.o * Math.tanh(c) }
}
// #endregion step

export function stepsOf({ passage, opens, closes, weights }: Given): Step[] {
  let before = { c: 0, h: 0 }
  return Array.from(passage, (character) => {
    const step = stepOf(weights, character, [character === opens ? 1 : 0, character === closes ? 1 : 0], before)
    before = { c: step.c, h: step.h }
    return step
  })
}

/** Whether a place is inside: after an opening character, and before the closing one. */
export function insideOf({ passage, opens, closes }: Given): boolean[] {
  let inside = false
  return Array.from(passage, (character) => {
    if (character === opens) inside = true
    if (character === closes) inside = false
    return inside
  })
}

export function readingsOf(steps: readonly Step[], given: Given): Readings {
  const inside = insideOf(given)
  const hs = (which: boolean) => steps.filter((_, t) => inside[t] === which).map(({ h }) => h)
  return {
    inside: Math.min(1, ...hs(true)),
    outside: Math.max(0, ...hs(false).map(Math.abs)),
    kept: steps.slice(1).reduce((product, { gates }) => product * gates.f, 1),
    last: steps.at(-1)!.c,
  }
}
