import { describe, expect, it } from 'vitest'
import { blockParameterCount, GPT1, parameterCount, validateConfig } from './config.ts'
import { modelLayout } from './model/plans.ts'
import { elements } from './plan/plan.ts'

describe('ModelConfig', () => {
  it('counts the released GPT-1 exactly', () => {
    expect(parameterCount(GPT1)).toBe(116_534_784)
    expect(blockParameterCount(768)).toBe(7_087_872)
  })

  it('counts what the model really allocates', () => {
    const config = { nLayer: 3, nHead: 2, nEmbd: 10, nCtx: 7, nVocab: 13, dropout: 0 }
    const allocated = modelLayout(config).parameters.reduce((sum, p) => sum + elements(p.shape), 0)
    expect(allocated).toBe(parameterCount(config))
  })

  it('names the value, the rule and a way out when the width does not divide', () => {
    const config = { ...GPT1, nEmbd: 130, nHead: 4 }
    expect(() => validateConfig(config)).toThrow('nEmbd 130 is not divisible by nHead 4.')
    try {
      validateConfig(config)
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad-config', hint: 'Try 128 or 132.' })
    }
  })

  it.each([
    [{ nLayer: 0 }, 'The number of layers (nLayer) is 0'],
    [{ nCtx: 1.5 }, 'The context (nCtx) is 1.5'],
    [{ nVocab: Number.NaN }, 'The vocabulary (nVocab) is NaN'],
    [{ nEmbd: 1e9 }, 'The width (nEmbd) is 1000000000'],
    [{ dropout: 1 }, 'Dropout is 1'],
  ])('refuses %o', (change, message) => {
    expect(() => validateConfig({ ...GPT1, ...change })).toThrow(message)
  })
})
