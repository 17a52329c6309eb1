/** The equations of a node, forwards and backwards, with the values that stand in it now. */
import { fixed } from '../../../ui/format.ts'
import type { Graph, GraphNode } from './graph.ts'
import type { Leaves } from './graph.ts'

const number = (value: number): string => (value < 0 ? `(${fixed(value, 3)})` : fixed(value, 3))

/** "p₁ = w₁ · x₁ = 0.500 · 2.000 = 1.000" */
export function forwardWords(graph: Graph, { name, symbol, inputs, value }: GraphNode, unit: NonNullable<Leaves['unit']>): string {
  const [symbols, values] = [inputs.map((input) => graph.get(input)!.symbol), inputs.map((input) => number(graph.get(input)!.value))]
  const result = fixed(value, 3)
  switch (name) {
    case 'p1':
    case 'p2':
      return `${symbol} = ${symbols.join(' · ')} = ${values.join(' · ')} = ${result}`
    case 'z':
      return `z = ${symbols.join(' + ')} = ${values.join(' + ')} = ${result}`
    case 'a':
      return `a = ${unit}(z) = ${unit}(${fixed(graph.get('z')!.value, 3)}) = ${result}`
    case 'L':
      return `L = (a − y)² = (${values.join(' − ')})² = ${result}`
    default:
      return `${symbol} = ${result}, ${name.startsWith('x') || name === 'y' ? 'given' : 'learned'}`
  }
}

/** "∂L/∂z = ∂L/∂a · ∂a/∂z = (−1.061) · 0.710 = −0.754" */
export function backwardWords(graph: Graph, { name, symbol, gradient }: GraphNode): string {
  if (name === 'L') return '∂L/∂L = 1: the way back starts here'
  const [next] = [...graph.values()].filter(({ inputs }) => inputs.includes(name))
  const slope = next!.slopes[next!.inputs.indexOf(name)]!
  return `∂L/∂${symbol} = ∂L/∂${next!.symbol} · ∂${next!.symbol}/∂${symbol} = ${number(next!.gradient)} · ${number(slope)} = ${fixed(gradient, 3)}`
}
