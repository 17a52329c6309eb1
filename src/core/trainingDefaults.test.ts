/** What follows from what, in a run. */
import { describe, expect, it } from 'vitest'
import { evalEveryFor, learningRateFor, stepsFor, warmupFor, withSteps } from './trainingDefaults.ts'

describe('the learning rate', () => {
  it.each([
    [2, 64, 2e-3],
    [4, 128, 1e-3],
    // the paper has 2.5e-4
    [12, 768, 2.4e-4],
  ])('of %i layers of width %i is %f', (nLayer, nEmbd, rate) => {
    expect(learningRateFor({ nLayer, nEmbd })).toBe(rate)
  })
})

describe('the steps', () => {
  const few = { steps: 3000, batch: 8, nCtx: 64 }
  it('are as many as asked for where the text is long, fewer where it is short, and never hardly any', () => {
    expect(stepsFor({ ...few, trainTokens: 1e6 })).toBe(3000)
    expect(stepsFor({ ...few, trainTokens: 18_000 })).toBe(1600)
    expect(stepsFor({ ...few, trainTokens: 500 })).toBe(100)
    expect(stepsFor({ ...few, steps: 50, trainTokens: 500 })).toBe(50)
  })
})

describe('another number of steps', () => {
  const usual = { steps: 1500, warmup: warmupFor(1500), evalEvery: evalEveryFor(1500), seed: 5 }

  it('takes warm-up and evaluations along', () => {
    expect(usual).toMatchObject({ warmup: 150, evalEvery: 150 })
    expect(withSteps(usual, 3000)).toEqual({ steps: 3000, warmup: 300, evalEvery: 300, seed: 5 })
    expect(withSteps(withSteps(usual, 7), 1500)).toEqual(usual)
  })

  it('leaves those that were chosen by hand', () => {
    expect(withSteps({ ...usual, warmup: 20 }, 3000)).toMatchObject({ warmup: 20, evalEvery: 300 })
    expect(withSteps({ ...usual, evalEvery: 0 }, 3000)).toMatchObject({ warmup: 300, evalEvery: 0 })
  })
})
