/** How large a flat buffer is in each layer of a model. */
import { elements, type ParameterLayout } from '../plan/plan.ts'

/** flat [layout.size] → Euclidean norms: of everything outside the blocks, then of each block. */
export function normsByLayer(layout: ParameterLayout, flat: Float32Array): number[] {
  const squares = [0]
  for (const { name, shape, offset } of layout.parameters) {
    const block = /^h\.(\d+)\./.exec(name)
    const layer = block ? 1 + Number(block[1]) : 0
    let sum = squares[layer] ?? 0
    for (let i = offset; i < offset + elements(shape); i++) sum += flat[i]! ** 2
    squares[layer] = sum
  }
  return squares.map(Math.sqrt)
}
