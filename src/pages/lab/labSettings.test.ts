/** Settings that a task brings along: those that the Lab can take, and the names of those that it cannot. */
import { expect, it } from 'vitest'
import { readLabSettings } from './labSettings.ts'

it('are taken each by itself', () => {
  const given = { layers: 2, heads: 0, width: 64, tokenizer: 'bpe:512', text: 'moby-dick', rate: 'fast', door: 1 }
  expect(readLabSettings(given)).toEqual({
    settings: { layers: 2, width: 64, tokenizer: 'bpe:512', text: 'moby-dick' },
    left: ['heads', 'rate', 'door'],
  })
})

it.each([
  ['char', true],
  ['bpe:257', true],
  ['bpe:32768', true],
  ['bpe:256', false],
  ['bpe:99999', false],
  ['bpe:', false],
  ['words', false],
])('the tokens %j', (tokenizer, taken) => expect(readLabSettings({ tokenizer }).left).toEqual(taken ? [] : ['tokenizer']))
