import { describe, expect, it } from 'vitest'
import { did, didNot, pronouns, someThing, withA } from './english.ts'

describe('English', () => {
  it.each([
    [{ noun: 'kite' }, 'a kite'],
    [{ noun: 'umbrella' }, 'an umbrella'],
    [{ noun: 'umbrella', colour: 'red' }, 'a red umbrella'],
    [{ noun: 'key', kind: 'old' }, 'an old key'],
    [{ noun: 'accordion', kind: 'small', colour: 'blue' }, 'a small blue accordion'],
  ] as const)('puts the right article before %o', (thing, words) => expect(someThing(thing)).toBe(words))

  it('has irregular verbs in both tenses, and without', () => {
    expect([did('lose', 'past'), did('lose', 'before'), did('break', 'before'), did('give', 'before')]).toEqual([
      'lost',
      'had lost',
      'had broken',
      'had given',
    ])
    expect([didNot('find', 'past'), didNot('find', 'before')]).toEqual(['did not find', 'had not found'])
  })

  it('has pronouns by gender and number', () => {
    expect([pronouns(['Mila']).object, pronouns(['Tom']).own, pronouns(['Mila', 'Tom']).subject]).toEqual(['her', 'his', 'they'])
    expect(withA('owl')).toBe('an owl')
  })
})
