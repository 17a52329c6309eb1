/** Rules that hold of every sentence, checked on what was written and not on how it was made. */
import { describe, expect, it } from 'vitest'
import { CAST } from './cast.ts'
import { NOUNS } from './things.ts'
import { story } from './story.ts'

const sample = Array.from({ length: 3000 }, (_, i) => story(7, i))
const english = sample.flatMap(({ text, summary, turns }) => [
  text,
  summary,
  ...turns.flatMap(({ question, answer }) => [question, answer]),
])
const french = sample.map((one) => one.french)

/** The places where a text breaks a rule, with what is around them. */
const faults = (texts: readonly string[], rule: RegExp): string[] =>
  texts.flatMap((text) => [...text.matchAll(rule)].map((match) => text.slice(Math.max(0, match.index - 20), match.index + 30)))

describe.each([
  ['no double space, none at an end', / {2}|^\s|\s$/g],
  ['no space before a stop, no stop twice, no comma before a stop', / [.,?]|\.\.|,\.|,,/g],
  ['sentences begin with a capital', /[.?] [^A-ZÀÉ]/g],
  ['no word twice', /\b([a-zà-ÿ']+) \1\b/gi],
  ['nothing undefined', /undefined|null|NaN|\[object/g],
])('%s', (_, rule) => {
  it('in English', () => expect(faults(english, rule)).toEqual([]))
  it('in French', () => expect(faults(french, rule)).toEqual([]))
})

describe('English', () => {
  it('"an" before a vowel and only there', () => expect(faults(english, /\ba [aeiou]|\ban (?!hour\b)[^aeiou]/gi)).toEqual([]))
  it('no bare "she" where an object stands', () =>
    expect(faults(english, /\b(to|at|from|with|gave|thanked|comforted) (she|he|they)\b/g)).toEqual([]))
  it('no pronoun twice for the one it is done to', () => expect(faults(english, /\b(him|her) (him|her)\b/g)).toEqual([]))
  it('ends every sentence', () => expect(english.filter((text) => !/[.?]$/.test(text))).toEqual([]))
})

const FEMININE = new Set([
  'petite',
  'grande',
  'vieille',
  'belle',
  'rouge',
  'bleue',
  'verte',
  'jaune',
  'blanche',
  'noire',
  'neuve',
  'une',
  'la',
])
const MASCULINE = new Set([
  'petit',
  'grand',
  'vieux',
  'vieil',
  'beau',
  'bel',
  'rouge',
  'bleu',
  'vert',
  'jaune',
  'blanc',
  'noir',
  'neuf',
  'un',
  'le',
])

describe('French', () => {
  it('contracts: no "de le", "à le", "de les", "à les"', () => expect(faults(french, /\b(de|à) (le|les) /g)).toEqual([]))
  it('elides before every vowel', () => expect(faults(french, /(?<![a-zà-ÿ])(le|la|de|que|ne|se) (?=[aeiouâàéèêîôûœ])/gi)).toEqual([]))
  it('elides before vowels only', () => expect(faults(french, /(?<![a-zà-ÿ])(l|d|qu|n|s)'(?![aeiouhâàéèêîôûœ])/gi)).toEqual([]))
  it('uses bel and vieil before vowels and only there', () =>
    expect(faults(french, /\b(bel|vieil) (?![aeiouh])|\b(beau|vieux) (?=[aeiouâéèêîôû])/g).filter((at) => !at.includes('beau et'))).toEqual(
      [],
    ))

  it('articles and adjectives agree with their nouns', () => {
    const checked = new Set<string>()
    for (const { french: word, gender } of Object.values(NOUNS)) {
      const phrase = new RegExp(`((?:[a-zé]+ )?(?:[a-zé]+ )?)${word}( [a-z]+)?`, 'g')
      for (const text of french) {
        for (const [, before = '', after = ''] of text.matchAll(phrase)) {
          const words = `${before}${after}`.split(' ').filter((one) => FEMININE.has(one) || MASCULINE.has(one))
          expect(
            words.filter((one) => !(gender === 'f' ? FEMININE : MASCULINE).has(one)),
            `${before}${word}${after}`,
          ).toEqual([])
          if (words.length > 1) checked.add(word)
        }
      }
    }
    expect(checked.size).toBe(Object.keys(NOUNS).length)
  })

  it('participles with être agree with their subjects', () => {
    let checked = 0
    const verb =
      /(\b[A-Z][a-z]+(?: et [A-Z][a-z]+)?|\b(?:[Ee]lles?|[Ii]ls?))(?:, ([A-Z][a-z]+),)? (?:s'est|s'était|se sont|est|était|sont|étaient) (allé|arrivé|parti|rentré|resté|tombé|assis|disputé|excusé|moqué|senti)(e?)(s?)\b/g
    for (const text of french) {
      for (const [whole, first = '', apposition, stem = '', e, s] of text.matchAll(verb)) {
        const subject = apposition ?? first
        const people = subject.split(' et ').filter((name) => name in CAST) as (keyof typeof CAST)[]
        const feminine = people.length > 0 ? people.every((person) => CAST[person] === 'f') : /^elle/i.test(subject)
        const plural = people.length > 1 || /s$/.test(people.length ? '' : subject)
        expect([e, stem.endsWith('s') && !e ? '' : s], whole).toEqual([
          feminine ? 'e' : '',
          plural && !(stem.endsWith('s') && !e) ? 's' : '',
        ])
        checked++
      }
    }
    expect(checked).toBeGreaterThan(3000)
  })

  it('a participle with avoir agrees with an object before it, and with none after it', () => {
    expect(
      faults(
        french,
        /\b(?<!l')(?<!la lui )(?<!le lui )(?:a|ont|avait|avaient) (?:perdu|trouvé|cassé|donné|prêté|montré|gagné|gardé|admiré|réparé|retrouvé|dessiné|nettoyé|rendu|récupéré)(?:e|s)\b/g,
      ),
    ).toEqual([])
    expect(faults(french, /\bla lui (?:a|avait) rendu\b(?!e)|\ble lui (?:a|avait) rendue/g)).toEqual([])
    expect(french.filter((text) => /la lui a rendue/.test(text)).length).toBeGreaterThan(3)
  })
})
