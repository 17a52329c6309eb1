/** A convolutional network on handwritten digits, and a pad to draw one's own. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { whole } from '../../frame/numbers.ts'

export const meta: WidgetMeta = {
  id: 'digit-net',
  title: 'Filters that learn',
  teaches: 'A small filter slid over the whole image finds the same stroke anywhere, with few weights; what each one found can be seen.',
  params: v.strictObject({
    filters: whole(0, 16),
    examples: whole(10, 1500),
    steps: whole(1, 2000),
    seed: whole(1, 9999),
  }),
  needs: [],
  readings: {
    accuracy: 'share of held-out digits that are told right',
    shiftedAccuracy: 'the same, with every digit moved 3 pixels to the right',
    testLoss: 'mean cross-entropy on held-out digits, nats',
    parameters: 'weights and biases',
  },
}

export interface DigitNetParams {
  /** 0: none, every pixel goes straight to the scores */
  filters?: number
  /** digits to learn from */
  examples?: number
  steps?: number
  seed?: number
}
