/** A run's operations are those of the core's plan; GPT-1's, counted from its sizes, are near what its makers counted from their cards. */
import { expect, test } from 'vitest'
import { accountOf } from '../../../core/train/account.ts'
import { fact } from '../../../facts/facts.ts'
import { cardsRate, configOf, costOf, energyOf, PETAFLOP_DAY, readingsOf } from './cost.ts'
import { PRESETS } from './presets.ts'
import { energy, power, span } from '../../../ui/amounts.ts'

const of = (name: string) => {
  const { tokens, ...sizes } = PRESETS.find((preset) => preset.name === name)!.params
  return costOf(accountOf(configOf(sizes)), sizes, 10 ** tokens)
}

test('GPT-1: the rule, the plan and the cards agree within a fifth', () => {
  const cost = of('GPT-1')
  expect(cost.parameters).toBe(fact('gpt1.parameters'))
  const { petaflopDays, ruleOverPlan } = readingsOf(cost)
  expect(petaflopDays).toBeCloseTo(0.83, 1)
  expect(ruleOverPlan).toBeGreaterThan(0.9)
  expect(ruleOverPlan).toBeLessThan(1)
  expect((cardsRate * fact('gpt1.days') * 86_400) / PETAFLOP_DAY).toBeCloseTo(fact('gpt1.petaflopDays'), 1)
  expect(petaflopDays! / fact('gpt1.petaflopDays')).toBeGreaterThan(0.8)
})

test('GPT-1 took about a million times the operations of the course’s model', () => {
  const times = of('GPT-1').flops / of('the course’s model').flops
  expect(times).toBeGreaterThan(8e5)
  expect(times).toBeLessThan(1.2e6)
})

test('what is no product with weights is small, and grows with the context', () => {
  const at = (context: number) => {
    const sizes = { layers: 4, width: 128, context, vocabulary: 92 }
    const { besides } = readingsOf(costOf(accountOf(configOf(sizes)), sizes, 1))
    return besides!
  }
  expect(at(32)).toBeGreaterThan(0)
  expect(at(32)).toBeLessThan(0.1)
  expect(at(1024)).toBeGreaterThan(at(128))
})

test('amounts in words', () => {
  expect(power(7.16e19)).toBe('7.2·10¹⁹')
  expect(span(1.43e9)).toBe('45 years')
  expect(energy(energyOf(40 * 60, 1, 30))).toBe('20.0 Wh')
})
