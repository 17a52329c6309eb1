/** An assignment whose texts are too long for a link: known by its hash, and kept in a page as JSON that nothing can break out of. */
import { describe, expect, it } from 'vitest'
import { everything } from '../testing/examples.ts'
import { assignmentHash, ownLessonOf, ownTextOf, withoutTexts } from './assignment.ts'
import { toLink } from './link.ts'
import { codeOfFile, fromPageJson, hashInCode, ifOf, isWhole, toPageJson } from './whole.ts'

const hash = assignmentHash(everything)

it('its code is no link, and a link is no such code', () => {
  expect(hashInCode(codeOfFile(hash))).toBe(hash)
  expect(hashInCode(toLink(everything).code)).toBeNull()
  expect(['', 'f', `f${hash}0`, `F${hash}`].map(hashInCode)).toEqual([null, null, null, null])
})

it('is whole with all of its texts, or where it has none', () => {
  expect(isWhole(everything)).toBe(true)
  expect(isWhole(withoutTexts(everything))).toBe(false)
  expect(isWhole({ ...everything, lessons: withoutTexts(everything).lessons })).toBe(false)
  expect(isWhole({ ...withoutTexts(everything), text: null, lessons: [] })).toBe(true)
})

describe('in a page', () => {
  it('is read as it was written, and ends no element', () => {
    const evil = { ...everything, text: ownTextOf('x', '</script><script>alert(1)</script><!-- \u2028') }
    const json = toPageJson(evil)
    expect(json).not.toMatch(/[<\n]/)
    expect(fromPageJson(json)).toEqual(evil)
  })

  it.each([
    [
      'text that is not of its hash',
      { ...everything, text: { ...everything.text!, content: 'another' } },
      /not the one that its hash is of/,
    ],
    ['a lesson that is not', { ...everything, lessons: [{ ...ownLessonOf('our-text', 'a'), markdown: 'b' }] }, /not the one that its hash/],
    ['more than an assignment has', { ...everything, extra: 1 }, /one too many/],
  ])('%s is refused', (_, value, reason) => expect(() => fromPageJson(JSON.stringify(value))).toThrow(reason))
})

it('is taken from what was kept only where that is the same assignment still', () => {
  expect(ifOf(hash, structuredClone(everything))).toEqual(everything)
  expect(ifOf(hash, { ...everything, passMark: 61 })).toBeNull()
  expect(ifOf(hash, { title: 'of another version' })).toBeNull()
})
