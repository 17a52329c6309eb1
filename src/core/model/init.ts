/** Initial weights: N(0, 0.02) for matrices, 1 for gains, 0 for biases (Radford et al. 2018, section 4.1). */
import type { ParameterLayout } from '../plan/plan.ts'
import { elements } from '../plan/plan.ts'
import { normal, streamKey } from '../random.ts'

/**
 * The flat weight buffer [layout.size], a pure function of the layout and the seed. Padding is zero.
 * @param std of all matrices; default what the layout says of each
 */
export function initialWeights(layout: ParameterLayout, seed: number, std?: number): Float32Array {
  const flat = new Float32Array(layout.size)
  // Streams of step 0 belong to initialization; dropout starts at step 1. One stream a parameter, by its place.
  layout.parameters.forEach(({ offset, shape, init }, stream) => {
    const n = elements(shape)
    if (init.kind === 'constant') flat.fill(init.value, offset, offset + n)
    else {
      const key = streamKey(seed, 0, stream)
      for (let i = 0; i < n; i++) flat[offset + i] = (std ?? init.std) * normal(key, i)
    }
  })
  return flat
}
