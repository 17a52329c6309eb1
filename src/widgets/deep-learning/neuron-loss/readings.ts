/** Where the ball lies after its steps. A toy of its own: no model is asked. */
import type { Readings } from '../../frame/define.ts'
import { complete, type Descent, descend, gradientOf, landscape, lossOf, readPoints } from './neuron.ts'

export function readingsOf(params: Partial<Descent>): Readings {
  const all = complete(params)
  const points = readPoints(all.points)
  const path = descend(all)
  const at = path.at(-1)!
  const slope = gradientOf(all.unit, at, points)
  return {
    weight: at.weight,
    bias: at.bias,
    loss: lossOf(all.unit, at, points),
    lowest: landscape(all.unit, points).lowest,
    slope: Math.hypot(slope.weight, slope.bias),
    steps: path.length - 1,
  }
}
