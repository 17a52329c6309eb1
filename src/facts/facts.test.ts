/** Facts about published models: each has a source that the bibliography knows, and the core counts what the sources print. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parameterCount } from '../core/config.ts'
import { blockParameterCount } from '../core/config/parameterCount.ts'
import { partsOf } from '../core/train/estimate.ts'
import type { Fact } from './fact.ts'
import { FACTS, type FactKey, fact } from './facts.ts'
import { PUBLISHED } from './models.ts'

const configOf = (id: string) => PUBLISHED.find((model) => model.id === id)!.config

test('every fact names a work of the bibliography and a value', () => {
  const works = parse(readFileSync('curriculum/bibliography.yaml', 'utf8')) as Record<string, unknown>
  for (const [key, { value, source }] of Object.entries<Fact>(FACTS)) {
    expect(Object.keys(works), key).toContain(source.split(' ')[0])
    expect(value === '' || Number.isNaN(value), key).toBe(false)
  }
})

test('GPT-1’s numbers are each other’s', () => {
  expect(2 * fact('gpt1.symbols') + fact('gpt1.merges') + 2).toBe(fact('gpt1.vocabulary'))
  expect(fact('gpt1.vocabulary') * fact('gpt1.width')).toBe(fact('gpt1.table'))
  expect(fact('gpt1.context') * fact('gpt1.width')).toBe(fact('gpt1.positions'))
  expect(fact('gpt1.width') / fact('gpt1.heads')).toBe(fact('gpt1.head'))
  expect(4 * fact('gpt1.width')).toBe(fact('gpt1.inner'))
})

test('the core counts GPT-1 as its weights do, part by part', () => {
  const parts = partsOf(configOf('gpt1'))
  expect(parameterCount(configOf('gpt1'))).toBe(fact('gpt1.parameters'))
  expect(parts).toMatchObject({ wte: fact('gpt1.table'), wpe: fact('gpt1.positions'), blocks: fact('gpt1.layers'), output: 0 })
  expect(parts.attention + parts.feedForward).toBe(fact('gpt1.block'))
  expect(blockParameterCount(fact('gpt1.width'))).toBe(fact('gpt1.block'))
})

test('and the later ones', () => {
  for (const size of ['small', 'medium', 'large', 'xl'] as const)
    expect(parameterCount(configOf(`gpt2-${size}`))).toBe(fact(`gpt2.${size}.parameters` satisfies FactKey))
  // The paper gives it in billions.
  expect(Math.abs(parameterCount(configOf('gpt3')) / 1e9 - fact('gpt3.billions'))).toBeLessThan(0.5)
})
