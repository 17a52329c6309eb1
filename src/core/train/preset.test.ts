/** The first run fits its minute on any device, and the arithmetic of estimates agrees with the plan. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { families, gptVariants } from '../../../tests/support/variants.ts'
import { GPT1, parameterCount, validateConfig } from '../config.ts'
import { estimate } from './estimate.ts'
import { completeRun, suggestRun, TWO_CORES } from './preset.ts'
import { validateSettings } from './settings.ts'

describe('suggestRun', () => {
  it('is valid and fits its time for every device that is not hopeless', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3, max: 50_000, noNaN: true }),
        fc.integer({ min: 2, max: 300 }),
        fc.integer({ min: 900, max: 1e7 }),
        (gflopsPerSecond, vocab, trainTokens) => {
          const { sizes, training } = suggestRun({ gflopsPerSecond, vocab, trainTokens })
          validateConfig({ ...sizes, nVocab: vocab })
          validateSettings(training)
          const { flopsPerStep } = estimate({ ...sizes, nVocab: vocab }, training.batch)
          expect((training.steps * flopsPerStep) / (gflopsPerSecond * 1e9)).toBeLessThan(45)
          expect(sizes.nCtx).toBeLessThan(trainTokens / 9)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('is larger on a faster device', () => {
    const size = (gflopsPerSecond: number) => {
      const { sizes } = suggestRun({ gflopsPerSecond, vocab: 80, trainTokens: 1e6 })
      return parameterCount({ ...sizes, nVocab: 80 })
    }
    expect(size(3)).toBeLessThan(size(100))
    expect(size(100)).toBeLessThan(size(5000))
  })
})

describe('completeRun', () => {
  const moby = { gflopsPerSecond: TWO_CORES, vocab: 81, trainTokens: 1_068_000 }

  it('of nothing said is the suggestion: on two ordinary cores 1,536,000 tokens at 2 × 64', () => {
    expect(completeRun({}, moby)).toEqual(suggestRun(moby))
    expect(completeRun({}, moby)).toEqual({
      sizes: { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 64, dropout: 0 },
      training: { batch: 8, steps: 3000, learningRate: 2e-3, warmup: 300, weightDecay: 0.01, clip: 1, evalEvery: 300, seed: 1 },
    })
  })

  it('does what is said, and lets the rest follow from it', () => {
    const { sizes, training } = completeRun({ nLayer: 4, nEmbd: 128, nCtx: 128, steps: 500, seed: 7 }, moby)
    expect(sizes).toEqual({ nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, dropout: 0 })
    expect(training).toMatchObject({ steps: 500, learningRate: 1e-3, warmup: 50, evalEvery: 100, seed: 7 })
    const said = { learningRate: 5e-4, warmup: 0, evalEvery: 0, weightDecay: 0, clip: 0, batch: 3, dropout: 0.2, steps: 7, seed: 0 }
    const exactly = completeRun(said, moby)
    expect({ ...exactly.training, dropout: exactly.sizes.dropout }).toEqual(said)
  })

  it('goes over a short text fewer times than would teach it by heart', () => {
    const { training } = completeRun({}, { ...moby, trainTokens: 18_000 })
    expect(training).toMatchObject({ steps: 1600, warmup: 160, evalEvery: 150 })
  })

  it('is the same run however the speed was measured, until another size fits', () => {
    const at = (gflopsPerSecond: number) => suggestRun({ ...moby, gflopsPerSecond })
    expect(at(TWO_CORES * 0.8)).toEqual(at(TWO_CORES))
    expect(at(TWO_CORES * 1.25)).toEqual(at(TWO_CORES))
  })
})

describe('estimate', () => {
  it('counts GPT-1', () => {
    const { parameters, parts } = estimate(GPT1, 1)
    expect(parameters).toBe(116_534_784)
    expect(parts.wte + parts.wpe + 12 * (parts.attention + parts.feedForward)).toBe(parameters)
  })

  it.each([...families, ...gptVariants].map(({ name, config }) => [name, config] as const))(
    'splits the parameters of %s without a rest',
    (_, config) => {
      const { parameters, parts } = estimate(config, 2)
      expect(parts.wte + parts.wpe + parts.blocks * (parts.attention + parts.feedForward) + parts.output).toBe(parameters)
    },
  )

  it('comes near six operations a parameter and token, the rule of thumb', () => {
    const config = { nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, nVocab: 65, dropout: 0 }
    const ratio = estimate(config, 8).flopsPerStep / (6 * parameterCount(config) * 8 * 128)
    expect(ratio).toBeGreaterThan(1)
    expect(ratio).toBeLessThan(1.2)
  })
})
