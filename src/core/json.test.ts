import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from './json.ts'

const refusal = (message: RegExp) =>
  expect.objectContaining({ name: 'CourseError', code: 'bad-checkpoint', message: expect.stringMatching(message) })

describe('parseJson', () => {
  it('reads every valid text as JSON.parse does', () => {
    const safe = fc
      .jsonValue({ maxDepth: 5 })
      .map((value) => JSON.stringify(value))
      .filter((text) => !/__proto__|constructor|prototype/.test(text))
    fc.assert(
      fc.property(safe, (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it.each([
    ['{"a":1,\n "a":2}', /line 2, column 2: the key "a" appears twice/],
    ['{"a":1,"\\u0061":2}', /"a" appears twice/],
    ['{"__proto__":{"x":1}}', /"__proto__" is not allowed/],
    ['{"\\u005f_proto__" : 1}', /"__proto__" is not allowed/],
    ['{"a":{"constructor":1}}', /line 1, column 7: the key "constructor"/],
    ['{"a":1', /not valid JSON/],
    ['', /not valid JSON/],
    ['{"a\\":1}', /not valid JSON/],
    ['{"\\x":1}', /not valid JSON/],
    ['NaN', /not valid JSON/],
  ])('refuses %j', (text, message) => {
    expect(() => parseJson(text)).toThrowError(refusal(message))
  })

  it('allows the same key in different objects, and keys as values', () => {
    expect(parseJson('[{"a":"a","b":"__proto__"},{"a":"}{\\""}]')).toEqual([{ a: 'a', b: '__proto__' }, { a: '}{"' }])
  })

  it('counts nesting before parsing, however deep it is', () => {
    expect(parseJson('[[[[[[[[1]]]]]]]]')).toEqual([[[[[[[[1]]]]]]]])
    expect(() => parseJson('[[[[[[[[[1]]]]]]]]]')).toThrowError(refusal(/line 1, column 9.*more than 8 deep/))
    expect(() => parseJson('['.repeat(1e6))).toThrowError(refusal(/more than 8 deep/))
  })

  it('limits the length in bytes', () => {
    expect(parseJson('"éé"', { maxBytes: 6 })).toBe('éé')
    expect(() => parseJson('"ééé"', { maxBytes: 7 })).toThrowError(refusal(/8 bytes or more, but at most 7/))
  })
})
