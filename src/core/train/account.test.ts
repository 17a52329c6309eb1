/** The account of a model is that of its plans and of the released weights, and cells of arithmetic agree with it. */
import { describe, expect, it } from 'vitest'
import { type ModelConfig, parameterCount } from '../config.ts'
import { accountOf } from './account.ts'

const GPT1: ModelConfig = { nLayer: 12, nHead: 12, nEmbd: 768, nCtx: 512, nVocab: 40478, dropout: 0.1 }

describe('accountOf', () => {
  it('counts GPT-1 by part', () => {
    const { parameters, counts } = accountOf(GPT1)
    expect(parameters).toBe(116_534_784)
    expect(counts).toEqual({
      tokens: 40478 * 768,
      positions: 512 * 768,
      attention: 12 * (4 * 768 ** 2 + 4 * 768),
      feedForward: 12 * (8 * 768 ** 2 + 5 * 768),
      norms: 12 * 4 * 768,
      output: 0,
    })
  })

  it.each([
    { nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, nVocab: 90, dropout: 0 },
    { ...GPT1, variant: { norm: 'pre', tied: false } },
    { ...GPT1, nLayer: 3, variant: { norm: 'pre', nKvHead: 4, activation: 'swiglu', positions: 'rotary', biases: false } },
  ] satisfies ModelConfig[])('sums to what the arithmetic counts: %j', (config) =>
    expect(accountOf(config).parameters).toBe(parameterCount(config)),
  )

  it('costs about 2 operations a weight to read and 6 to learn, and a cache of two vectors a layer and token', () => {
    const { parameters, counts, flops, bytes } = accountOf(GPT1)
    const used = parameters - counts.positions
    expect(flops.forward / used).toBeGreaterThan(2)
    expect(flops.forward / used).toBeLessThan(2.2)
    expect(flops.both / used).toBeGreaterThan(6)
    expect(flops.both / used).toBeLessThan(6.6)
    expect(bytes.cache).toBe(2 * 12 * 512 * 768 * 4)
    expect(bytes.moments).toBe(2 * bytes.weights)
  })

  it('refuses what is no model, and counts what no page could run', () => {
    expect(() => accountOf({ ...GPT1, nHead: 7 })).toThrow('cannot be shared by 7 heads')
    expect(() => accountOf({ ...GPT1, nLayer: 1000 })).toThrow('nLayer is 1000')
    const gpt3 = accountOf({ nLayer: 96, nHead: 96, nEmbd: 12288, nCtx: 2048, nVocab: 50257, dropout: 0.1, variant: { norm: 'pre' } })
    expect(gpt3.parameters).toBeGreaterThan(174e9)
  })
})
