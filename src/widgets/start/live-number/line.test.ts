/** What a live number says: the run's newest figure, the model's own without a run, and null while nothing is known. */
import { expect, test } from 'vitest'
import type { RunView, Session } from '../../../session/index.ts'
import { lineOf, SHOWABLE } from './line.ts'

type Model = NonNullable<Session['current']>

const model = {
  parameters: 106_176,
  step: 300,
  config: { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 32, nVocab: 65, dropout: 0 },
  validationLoss: 2 * Math.LN2,
  bigramLoss: 3 * Math.LN2,
  uniformLoss: 6 * Math.LN2,
} as Model

const run = {
  step: 450,
  evaluations: [
    { step: 400, trainLoss: 1, validationLoss: 1.5 * Math.LN2, bitsPerCharacter: 1.5 },
    { step: 450, trainLoss: 1, validationLoss: Math.LN2, bitsPerCharacter: 1 },
  ],
  bigramLoss: 3 * Math.LN2,
  uniformLoss: 6 * Math.LN2,
  latest: { tokensPerSecond: 24_600 },
} as RunView

const value = (show: (typeof SHOWABLE)[number], of: Model = model, at: RunView | null = null) => lineOf(show, of, at).value

test('a model that is not training speaks for itself', () => {
  expect(value('bits-per-character')).toBe('2.00')
  expect(value('validation-loss')).toBe('1.386')
  expect(value('odds')).toBe('1 in 4.0')
  expect(value('bigram-bits')).toBe('3.00')
  expect(value('uniform-bits')).toBe('6.00')
  expect(value('parameters')).toBe('106,176')
  expect(value('vocabulary')).toBe('65')
  expect(value('step')).toBe('300')
})

test('while it trains, its run does', () => {
  expect(value('bits-per-character', model, run)).toBe('1.00')
  expect(value('odds', model, run)).toBe('1 in 2.0')
  expect(value('step', model, run)).toBe('450')
  expect(value('tokens-per-second', model, run)).toBe('24,600')
})

test('what was not measured is not a number', () => {
  const fresh = { ...model, validationLoss: null, bigramLoss: null, uniformLoss: null }
  for (const show of ['bits-per-character', 'validation-loss', 'odds', 'bigram-bits', 'uniform-bits', 'tokens-per-second'] as const) {
    expect(value(show, fresh)).toBeNull()
  }
})

test('everything that can be shown has a label', () => {
  for (const show of SHOWABLE) expect(lineOf(show, model, run).label).not.toBe('')
})
