import { describe, expect, it } from 'vitest'
import { allModels, MODERN } from '../../tests/support/variants.ts'
import { blockParameterCount, GPT1, type ModelConfig, parameterCount, validateConfig } from './config.ts'
import { modelLayout } from './model/plans.ts'
import { elements } from './plan/plan.ts'

describe('ModelConfig', () => {
  it('counts the released GPT-1 exactly', () => {
    expect(parameterCount(GPT1)).toBe(116_534_784)
    expect(blockParameterCount(768)).toBe(7_087_872)
  })

  it.each(allModels.map(({ name, config }) => [name, { ...config, nLayer: 3 }] as const))(
    'counts what the model really allocates: %s',
    (_, config) => {
      const allocated = modelLayout(config).parameters.reduce((sum, p) => sum + elements(p.shape), 0)
      expect(allocated).toBe(parameterCount(config))
    },
  )

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
    [{ family: 'lstm' as 'rnn' }, 'no family "lstm"'],
    [{ variant: { norm: 'sandwich' as 'pre' } }, 'The variant norm is "sandwich"'],
    [{ variant: { bias: false } as object }, 'no variant "bias"'],
    [{ variant: { nKvHead: 5 } }, 'nKvHead is 5, but it must divide nHead 12'],
    [{ variant: { positions: 'rotary' as const }, nEmbd: 36 }, '3, an odd count'],
    [{ family: 'mlp' as const, variant: MODERN }, 'norm=pre is a variant of a GPT, but the family is mlp'],
    [{ family: 'rnn' as const, surgery: { noMask: true } }, 'Only a GPT can be operated on'],
    [{ surgery: { heads: [{ layer: 12, head: 0, with: 'nothing' as const }] } }, 'Layer 12'],
    [{ surgery: { heads: [{ layer: 0, head: -1, with: 'nothing' as const }] } }, 'Head -1'],
    [{ surgery: { norms: ['ln_f'] } }, 'no norm that is called "ln_f"'],
    [{ surgery: { residuals: ['h.0.atn'] } }, 'no residual that is called "h.0.atn"'],
  ])('refuses %o', (change, message) => {
    expect(() => validateConfig({ ...GPT1, ...change } as ModelConfig)).toThrow(message)
  })

  it('names a way out for parts that the model does not have, and lets a family do without heads', () => {
    const refused = (change: Partial<ModelConfig>) => {
      try {
        validateConfig({ ...GPT1, ...change })
      } catch (error) {
        return (error as { hint: string }).hint
      }
      return 'accepted'
    }
    expect(refused({ surgery: { norms: ['h.99.ln_2'] } })).toBe('Try h.0.ln_2, h.1.ln_2, h.2.ln_2, h.3.ln_2.')
    expect(refused({ variant: { nKvHead: 5 } })).toBe('Try 1, 2, 3, 4, 6, 12.')
    expect(refused({ variant: { positions: 'rotary' }, nEmbd: 36 })).toBe('Try a width of 48.')
    expect(refused({ variant: { norm: 'pre' }, surgery: { norms: ['ln_f'] } })).toBe('accepted')
    expect(refused({ family: 'rnn', nEmbd: 10, nHead: 4 })).toBe('accepted')
  })
})
