/** The loss and its gradients by the graph. A toy of its own: no model is asked. */
import type { Measure, Readings } from '../../contract.ts'
import { compute } from './graph.ts'
import type { BackpropParams } from './meta.ts'

export function readingsOf(params: BackpropParams): Readings {
  const graph = compute(params)
  const [gradW1, gradW2, gradB] = ['w1', 'w2', 'b'].map((name) => graph.get(name)!.gradient) as [number, number, number]
  return { loss: graph.get('L')!.value, gradW1, gradW2, gradB, largestGradient: Math.max(...[gradW1, gradW2, gradB].map(Math.abs)) }
}

export const measure: Measure<BackpropParams> = async (params) => readingsOf(params)
