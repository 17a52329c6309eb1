/** The Lab offers every choice that the core has, GPT-1's first, and names what differs. */
import { expect, test } from 'vitest'
import { GPT1_VARIANT, headSizeOf, innerWidth, VARIANT_CHOICES } from '../../core/config/variant.ts'
import type { ModelSizes } from '../../worker/protocol.ts'
import { choicesOf, kvHeadsOf, nameOf, nextKvHeads, shapeOf } from './choices.ts'

const gpt1: ModelSizes = { nLayer: 2, nHead: 6, nEmbd: 96, nCtx: 32, dropout: 0 }
const varied = (variant: ModelSizes['variant'], sizes = gpt1): ModelSizes => ({ ...sizes, variant: variant! })

test('every choice of the core is there, in its order', () => {
  const offered = choicesOf(gpt1).map(({ options }) => options.flatMap(({ change }) => Object.entries(change)))
  const known = Object.entries(VARIANT_CHOICES).map(([key, values]) => values.map((value) => [key, value]))
  expect(offered).toEqual(expect.arrayContaining(known))
  expect(offered).toHaveLength(known.length)
})

test('what is chosen is marked; without a variant that is GPT-1', () => {
  const marked = (sizes: ModelSizes) =>
    Object.fromEntries(choicesOf(sizes).map(({ value, options }) => Object.entries(options.find((o) => o.value === value)!.change)[0]!))
  const { nKvHead: _, normEps: __, ...own } = GPT1_VARIANT
  expect(marked(gpt1)).toEqual(own)
  expect(marked(varied({ norm: 'pre', tied: false }))).toEqual({ ...own, norm: 'pre', tied: false })
})

test('a model is named by what it is', () => {
  expect(nameOf(gpt1)).toBe('GPT-1')
  expect(nameOf(varied({ norm: 'post', nKvHead: 6 }))).toBe('GPT-1')
  expect(nameOf(varied({ norm: 'pre' }))).toBe('GPT-1, 1 change')
  expect(nameOf(varied({ norm: 'pre', nKvHead: 2, biases: false }))).toBe('GPT-1, 3 changes')
  expect(nameOf({ ...gpt1, family: 'rnn' })).toBe('RNN')
})

test('heads of keys and values go through the divisors', () => {
  const down = [6]
  while (down.at(-1) !== 1) down.push(nextKvHeads(down.at(-1)!, -1, 6))
  expect(down).toEqual([6, 3, 2, 1])
  expect(nextKvHeads(1, -1, 6)).toBe(1)
  expect(kvHeadsOf(gpt1)).toBe(6)
})

test('the drawn width inside is the core’s', () => {
  for (const nEmbd of [6, 36, 96, 100]) {
    for (const activation of VARIANT_CHOICES.activation) {
      const sizes = varied({ activation }, { ...gpt1, nHead: 2, nEmbd })
      expect(shapeOf(sizes).inner).toBe(innerWidth({ ...sizes, nVocab: 2 }))
    }
  }
})

test('the drawn size of a head is the core’s, also where heads were taken out', () => {
  for (const sizes of [gpt1, { ...gpt1, nHead: 2, headSize: 16 }]) expect(shapeOf(sizes).headSize).toBe(headSizeOf({ ...sizes, nVocab: 2 }))
})
