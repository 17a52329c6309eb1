/** Each number comes from the open model, in the unit that is printed beside it. */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { model, prepare } from '../../testing/session.ts'
import LiveNumber from './View.tsx'
import { lineOf, type Showable } from './line.ts'

afterEach(cleanup)

test.each<[Showable, string]>([
  ['bits-per-character', '2.00'],
  ['validation-loss', '1.386'],
  ['odds', '1 in 4.0'],
  ['bigram-bits', '3.00'],
  ['uniform-bits', '6.00'],
  ['parameters', '25,000'],
  ['step', '100'],
  ['vocabulary', '3'],
])('%s of a kept model is %s', (show, value) => {
  expect(lineOf(show, model, null).value).toBe(value)
})

test('a model of byte pairs speaks of tokens, and its bits stay bits per character', () => {
  const spec = { tokenizer: 'bpe:1024' } as unknown as NonNullable<typeof model.spec>
  const pairs = { ...model, spec, charactersPerToken: 2 }
  const said = (show: Showable) => lineOf(show, pairs, null)
  expect(said('bits-per-character')).toMatchObject({ value: '1.00', unit: 'bits per character' })
  expect(said('odds')).toMatchObject({ label: 'odds on the next token', value: '1 in 4.0' })
  expect(said('uniform-bits')).toMatchObject({ label: 'guessing among all tokens', value: '3.00' })
  expect(said('vocabulary').label).toBe('tokens that it knows')
})

test('what was never measured is not invented', () => {
  expect(lineOf('tokens-per-second', model, null).value).toBeNull()
  prepare({ current: model })
  render(<LiveNumber show="tokens-per-second" />)
  expect(screen.getByText(/not measured yet/)).toBeTruthy()
})

test('the number has its unit and an owner', () => {
  prepare({ current: model })
  render(<LiveNumber show="parameters" />)
  expect(screen.getByText('25,000')).toBeTruthy()
  expect(screen.getByText('parameters')).toBeTruthy()
  expect(screen.getByText(/^the course’s model/)).toBeTruthy()
})
