/** A small computational graph: every node computes its value from its inputs, and knows its slope to each of them. */

export const UNITS = ['tanh', 'relu', 'sigmoid'] as const
export const LEAVES = ['w1', 'x1', 'w2', 'x2', 'b', 'y'] as const
export type Leaf = (typeof LEAVES)[number]

/** What stands at the leaves, and the neuron's activation. */
export type Leaves = Partial<Record<Leaf, number>> & { unit?: (typeof UNITS)[number] }

export interface GraphNode {
  name: string
  /** as it stands in formulas */
  symbol: string
  inputs: readonly string[]
  value: number
  /** ∂(this)/∂(input), in the order of the inputs */
  slopes: readonly number[]
  /** ∂L/∂(this) */
  gradient: number
}

export type Graph = ReadonlyMap<string, GraphNode>

export const DEFAULTS: Required<Leaves> = { unit: 'tanh', w1: 0.5, x1: 2, w2: -1, x2: 0.5, b: 0.1, y: 1 }

export const complete = (params: Leaves): Required<Leaves> => ({
  ...DEFAULTS,
  ...Object.fromEntries(Object.entries(params).filter(([name, value]) => name in DEFAULTS && value !== undefined)),
})

type Rule = (...inputs: number[]) => { value: number; slopes: number[] }

const times: Rule = (a, b) => ({ value: a! * b!, slopes: [b!, a!] })
const plus: Rule = (...terms) => ({ value: terms.reduce((sum, term) => sum + term, 0), slopes: terms.map(() => 1) })
const squareError: Rule = (a, y) => ({ value: (a! - y!) ** 2, slopes: [2 * (a! - y!), -2 * (a! - y!)] })
const activations: Record<NonNullable<Leaves['unit']>, Rule> = {
  tanh: (z) => ({ value: Math.tanh(z!), slopes: [1 - Math.tanh(z!) ** 2] }),
  relu: (z) => ({ value: Math.max(0, z!), slopes: [z! > 0 ? 1 : 0] }),
  sigmoid: (z) => {
    const value = 1 / (1 + Math.exp(-z!))
    return { value, slopes: [value * (1 - value)] }
  },
}

const SYMBOLS: Record<Leaf, string> = { w1: 'w₁', x1: 'x₁', w2: 'w₂', x2: 'x₂', b: 'b', y: 'y' }

/** L = (f(w₁x₁ + w₂x₂ + b) − y)², forwards in this order, then backwards in the opposite one. */
export function compute(params: Leaves): Graph {
  const { unit, ...leaves } = complete(params)
  const nodes = new Map<string, GraphNode>()
  for (const [name, value] of Object.entries(leaves))
    nodes.set(name, { name, symbol: SYMBOLS[name as Leaf], inputs: [], value, slopes: [], gradient: 0 })
  const add = (name: string, symbol: string, rule: Rule, inputs: string[]): void => {
    nodes.set(name, { name, symbol, inputs, gradient: 0, ...rule(...inputs.map((input) => nodes.get(input)!.value)) })
  }
  add('p1', 'p₁', times, ['w1', 'x1'])
  add('p2', 'p₂', times, ['w2', 'x2'])
  add('z', 'z', plus, ['p1', 'p2', 'b'])
  add('a', 'a', activations[unit], ['z'])
  add('L', 'L', squareError, ['a', 'y'])
  return backwards(nodes)
}

/** ∂L/∂L is 1. Every node hands its gradient, times its slope, to each of its inputs; an input adds up what it gets. */
function backwards(nodes: Map<string, GraphNode>): Graph {
  nodes.get('L')!.gradient = 1
  for (const { inputs, slopes, gradient } of [...nodes.values()].reverse()) {
    inputs.forEach((input, i) => {
      nodes.get(input)!.gradient += gradient * slopes[i]!
    })
  }
  return nodes
}

/** The loss with one leaf moved by ε, beside what its gradient predicts. */
export function nudge(params: Leaves, leaf: Leaf, epsilon: number): { predicted: number; measured: number; after: number } {
  const all = complete(params)
  const graph = compute(all)
  const after = compute({ ...all, [leaf]: all[leaf] + epsilon }).get('L')!.value
  return { predicted: graph.get(leaf)!.gradient * epsilon, measured: after - graph.get('L')!.value, after }
}

/** The loss and its gradients by the graph. */
export function readingsOf(params: Leaves) {
  const graph = compute(params)
  const [gradW1, gradW2, gradB] = ['w1', 'w2', 'b'].map((name) => graph.get(name)!.gradient) as [number, number, number]
  return { loss: graph.get('L')!.value, gradW1, gradW2, gradB, largestGradient: Math.max(...[gradW1, gradW2, gradB].map(Math.abs)) }
}
