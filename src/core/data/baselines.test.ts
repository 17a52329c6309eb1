import { describe, expect, it } from 'vitest'
import { leadOf, learnDictionary, translateByDictionary } from './baselines.ts'

describe('the lead baseline', () => {
  it('is the first sentence as it stands', () => expect(leadOf('Tom went home. He slept.')).toBe('Tom went home.'))
  it('is all of a text that has one sentence', () => expect(leadOf('Tom went')).toBe('Tom went'))
})

describe('a dictionary learned from pairs', () => {
  const dictionary = learnDictionary([
    { english: 'a red key.', french: 'une clé rouge.' },
    { english: 'a red kite.', french: 'un cerf rouge.' },
    { english: 'the key.', french: 'la clé.' },
    { english: 'the kite.', french: 'le cerf.' },
  ])
  // "red" and "rouge" are in the same two sentences, and nothing else is.
  it('finds which words go together', () => {
    expect([dictionary.get('red'), dictionary.get('key'), dictionary.get('kite')]).toEqual(['rouge', 'clé', 'cerf'])
  })
  it('keeps English order, and what it does not know', () => {
    expect(translateByDictionary(dictionary, 'red key Mila')).toBe('rouge clé Mila')
  })
})
