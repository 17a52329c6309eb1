/** Which short answers count as the same. */
import { expect, it } from 'vitest'
import { isAccepted, normalized } from './short.ts'

it.each([
  ['Part-of-speech  tags.', 'part of speech tags'],
  ['Naïve', 'naive'],
  ['C++', 'c++'],
  ['“softmax”', 'softmax'],
  ['…', ''],
])('%j is read as %j', (given, plain) => {
  expect(normalized(given)).toBe(plain)
})

it('takes any accepted answer, with or without an article', () => {
  const accepts = ['the softmax', 'softmax function']
  expect(isAccepted('Softmax', accepts)).toBe(true)
  expect(isAccepted('a softmax function', accepts)).toBe(true)
  expect(isAccepted('max', accepts)).toBe(false)
  expect(isAccepted('a', ['A'])).toBe(true)
  expect(isAccepted('', accepts)).toBe(false)
})
