/** The lineage begins with GPT-1 as the core has it, is in order, and cites works that the course lists. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GPT1_VARIANT } from '../../../core/config/variant.ts'
import { LINEAGE } from '../../../facts/lineage.ts'
import { CHOICES, GPT1, keptBy, lineageOf, readingsOf } from './lineage.ts'

test('the first is GPT-1, with the choices that the core has for it', () => {
  const { norm, normKind, activation, positions, tied, biases, nKvHead } = GPT1_VARIANT
  expect(GPT1).toMatchObject({ norm, normKind, activation, positions, tied, biases, sharing: nKvHead === null ? 'own' : 'grouped' })
  expect(keptBy(GPT1)).toBe(CHOICES.length)
})

test('by date, each with a work of the bibliography', () => {
  expect(LINEAGE.map(({ date }) => date)).toEqual(LINEAGE.map(({ date }) => date).toSorted())
  const works = readFileSync('curriculum/bibliography.yaml', 'utf8')
  for (const { source } of LINEAGE) expect(works).toContain(`\n${source}:\n`)
})

test('GPT-3 keeps all but the place of the norm, and Llama 2 is the first that keeps nothing', () => {
  expect(keptBy(lineageOf('gpt3').model)).toBe(6)
  expect(LINEAGE.find((model) => keptBy(model) === 0)!.id).toBe('llama2')
})

test('tokens are counted for each parameter that a token meets', () => {
  expect(readingsOf(lineageOf('deepseek')).tokensPerParameter).toBe(400)
  expect(readingsOf(lineageOf('gpt2'))).not.toHaveProperty('tokensPerParameter')
})
