/**
 * Faults that are planted in a training run on purpose, for a lesson that lets its reader find them. Each is a mistake that real
 * programs have had; neither a run's settings nor its model know of them, so no saved run can have one.
 */
import { type Batch, Batcher } from '../data/batches.ts'
import { elements, type ParameterLayout } from '../plan/plan.ts'

export interface Faults {
  /** a token's target is the token itself, not the one after it: in training and in evaluations, which share the code */
  unshifted?: boolean
  /** every step draws the first batch, as where the generator is seeded anew in each */
  sameBatch?: boolean
  /** where the biases of the feed-forwards' first layers begin, in place of 0 */
  innerBias?: number
}

/** The targets that a program with these faults would learn from. */
export const withFaults = (batch: Batch, { unshifted }: Faults): Batch => (unshifted ? { ...batch, targets: batch.ids } : batch)

/** Draws as a program with these faults would; its state counts the batches that were asked for. */
export class FaultyBatcher extends Batcher {
  constructor(
    tokens: Int32Array,
    options: { batch: number; time: number; seed: number },
    private readonly faults: Faults,
  ) {
    super(tokens, options)
  }

  override next(): Batch {
    const drawn = this.state
    if (this.faults.sameBatch) this.state = 0
    const batch = super.next()
    this.state = drawn + 1
    return withFaults(batch, this.faults)
  }
}

/** Initial weights [layout.size] as such a program would have them: a copy where anything differs. */
export function plantedWeights(weights: Float32Array, layout: ParameterLayout, { innerBias }: Faults): Float32Array {
  if (innerBias === undefined) return weights
  const planted = weights.slice()
  for (const { name, offset, shape } of layout.parameters)
    if (name.endsWith('.mlp.c_fc.bias')) planted.fill(innerBias, offset, offset + elements(shape))
  return planted
}
