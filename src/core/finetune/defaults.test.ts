/** What fine-tuning has where nobody says. */
import { describe, expect, it } from 'vitest'
import { fineTuneDefaults, fineTuningRateFor } from './defaults.ts'
import { PAPER } from './settings.ts'

describe('the rate of fine-tuning', () => {
  it("is the paper's for a model of GPT-1's size, larger for a small one, and never beyond what was measured", () => {
    expect(fineTuningRateFor({ nLayer: 12, nEmbd: 768 })).toBe(PAPER.learningRate)
    expect(fineTuningRateFor({ nLayer: 4, nEmbd: 96 })).toBe(1e-3)
    expect(fineTuningRateFor({ nLayer: 4, nEmbd: 256 })).toBe(4.25e-4)
    expect(fineTuningRateFor({ nLayer: 1, nEmbd: 8 })).toBe(1e-3)
  })
})

describe('the defaults of a task', () => {
  const small = { nLayer: 4, nEmbd: 96 }

  it("leave the paper's objective and optimizer as they are", () => {
    const { lambda, classifierDropout, weightDecay, clip, seed } = PAPER
    for (const id of ['sentiment', 'reviews', 'entailment', 'similarity', 'endings'] as const) {
      expect(fineTuneDefaults(id, small)).toMatchObject({ lambda, classifierDropout, weightDecay, clip, seed, learningRate: 1e-3 })
    }
  })
})
