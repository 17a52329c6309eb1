/** The words in which models list what they learn. */
import { INIT_STD } from '../config.ts'
import type { ParameterSpec } from '../plan/trace.ts'

/** A matrix of normal numbers; weights are [in, out]. */
export const weight = (name: string, shape: readonly number[], std = INIT_STD): ParameterSpec => ({
  name,
  shape,
  init: { kind: 'normal', std },
})

export const vector = (name: string, n: number, value = 0): ParameterSpec => ({ name, shape: [n], init: { kind: 'constant', value } })

/** x·W + b. @param std of W; without it GPT-1's 0.02 */
export function linearParameters(name: string, from: number, to: number, { biases = true, std = INIT_STD } = {}): ParameterSpec[] {
  return [weight(`${name}.weight`, [from, to], std), ...(biases ? [vector(`${name}.bias`, to)] : [])]
}
