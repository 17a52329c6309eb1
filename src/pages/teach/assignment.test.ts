/** Instructors' links: read as they were written, whatever is in them; a bad one says what is wrong. */
import { deflateSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assignment, decodeAssignment, encodeAssignment, LIMITS, LinkError } from './assignment.ts'

const week: Assignment = { title: 'Week 3: attention', note: 'Bring your numbers. Å — 注意', lessons: ['start/a', 'transformer/b'] }
const name = fc.stringMatching(/^[a-z0-9-]{1,12}\/[a-z0-9-]{1,12}$/)
const any: fc.Arbitrary<Assignment> = fc.record({
  title: fc.string({ minLength: 1, maxLength: LIMITS.title, unit: 'grapheme-ascii' }).map((text) => text.trim() || 'x'),
  note: fc.string({ maxLength: 300, unit: 'grapheme' }),
  lessons: fc.uniqueArray(name, { minLength: 1, maxLength: 30 }),
})
const coded = (value: unknown): string => `1j${Buffer.from(JSON.stringify(value)).toString('base64url')}`
const said = (code: string): string => {
  try {
    decodeAssignment(code)
  } catch (error) {
    if (error instanceof LinkError) return error.message
    throw error
  }
  return 'nothing'
}

describe('a link', () => {
  it('is read as it was written, and needs no escaping in an address', () => {
    fc.assert(
      fc.property(any, (assignment) => {
        const code = encodeAssignment(assignment)
        expect(code).toMatch(/^1[jz][\w-]+$/)
        expect(decodeAssignment(code)).toEqual(assignment)
      }),
    )
  })

  it('is packed where that makes it shorter', () => {
    const many = { ...week, lessons: Array.from({ length: 40 }, (_, i) => `transformer/lesson-number-${i}`) }
    expect(encodeAssignment(many)).toMatch(/^1z/)
    expect(encodeAssignment(many).length).toBeLessThan(JSON.stringify(many).length / 2)
  })

  it.each([
    ['nothing', '', /does not begin as one/],
    ['a word', 'hello', /does not begin as one/],
    ['a later version', `2${encodeAssignment(week).slice(1)}`, /version 2, and this course reads version 1/],
    ['one that is cut off', encodeAssignment(week).slice(0, -9), /cut off or changed/],
    ['one with a foreign letter', `${encodeAssignment(week)}!`, /cut off or changed/],
    ['no lesson', coded({ ...week, lessons: [] }), /names no lesson/],
    ['a lesson twice', coded({ ...week, lessons: ['a/b', 'a/b'] }), /a lesson twice/],
    ['a lesson that is a path', coded({ ...week, lessons: ['../x'] }), /a lesson’s name is not one/],
    ['an empty title', coded({ ...week, title: ' ' }), /title is empty/],
    ['a missing note', coded({ title: 'x', lessons: ['a/b'] }), /lacks a part/],
    ['a part too many', coded({ ...week, extra: 1 }), /one too many/],
    ['what is no object', coded(7), /cannot be read/],
    ['a very long one', `1j${'A'.repeat(9000)}`, /9002 characters/],
    [
      'one that unpacks to a megabyte',
      `1z${Buffer.from(deflateSync(new Uint8Array(1e6).fill(32))).toString('base64url')}`,
      /cut off or changed/,
    ],
  ])('%s is refused with its reason', (_, code, reason) => {
    expect(said(code)).toMatch(reason)
  })

  it('garbage is refused, never thrown at the page', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void expect(said(`1z${text}`)).toMatch(/cannot be read/)))
  })
})
