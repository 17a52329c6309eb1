/** Instructors' links: of every version they are read as they were written; a bad one says what is wrong. */
import { readFileSync } from 'node:fs'
import { deflateSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TeachError } from '../teachError.ts'
import { everything, read } from '../testing/examples.ts'
import { type Assignment, LIMITS, assignmentHash, ownTextOf, withoutTexts } from './assignment.ts'
import { fromLink, MAX_CODE, toLink } from './link.ts'

const golden = (name: string): string => readFileSync(`tests/golden/teach/${name}`, 'utf8')
const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,11}$/)
const lesson = fc
  .tuple(
    name.filter((part) => part !== 'own'),
    name,
  )
  .map((parts) => parts.join('/'))
const any: fc.Arbitrary<Assignment> = fc
  .record({
    title: fc.string({ minLength: 1, maxLength: LIMITS.title, unit: 'grapheme-ascii' }).map((text) => text.trim() || 'x'),
    note: fc.string({ maxLength: 300, unit: 'grapheme' }),
    items: fc.uniqueArray(lesson, { minLength: 1, maxLength: 30 }).map((ids) => ids.map((id) => ({ kind: 'lesson', lesson: id }))),
    attempts: fc.option(fc.integer({ min: 1, max: 99 })),
    seed: fc.option(fc.integer({ min: 0, max: 2 ** 32 - 1 })),
  })
  .map(read)
const version1 = (value: unknown): string => `1j${Buffer.from(JSON.stringify(value)).toString('base64url')}`
const said = (code: string): string => {
  try {
    fromLink(code)
  } catch (error) {
    if (error instanceof TeachError && error.hint) return error.message
    throw error
  }
  return 'nothing'
}
const code = toLink(everything).code

describe('a link', () => {
  it('is read as it was written, and needs no escaping in an address', () => {
    fc.assert(
      fc.property(any, (assignment) => {
        const { code, left } = toLink(assignment)
        expect(code).toMatch(/^2[jz][\w-]+$/)
        expect(left).toEqual([])
        expect(fromLink(code)).toEqual(assignment)
      }),
    )
  })

  it('carries everything there is', () => {
    expect(toLink(everything).left).toEqual([])
    expect(fromLink(code)).toEqual(everything)
  })

  it('of version 1 opens as an assignment of its lessons', () => {
    expect(fromLink(golden('assignment-1.link'))).toEqual(
      read({
        title: 'Week 3: attention',
        note: 'Bring your numbers. Å — 注意',
        items: ['start/train-a-gpt-in-a-minute', 'transformer/causal-mask'].map((lesson) => ({ kind: 'lesson', lesson })),
      }),
    )
  })

  it('of version 2 opens as it did when version 2 was new', () => expect(fromLink(golden('assignment-2.link'))).toEqual(everything))

  it('is read out of a mail: whole addresses, line breaks, brackets and a full stop', () => {
    const broken = `<https://example.org/course/#/assigned/${code.slice(0, 70)}\r\n ${code.slice(70)}>.`
    expect(fromLink(broken)).toEqual(everything)
  })

  it('leaves out what it has no room for, the longest first, and is of the same assignment still', () => {
    const letters = Array.from({ length: 20_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join('')
    const long = { ...everything, text: ownTextOf('Signs', letters) }
    const { code, left } = toLink(long)
    expect(left).toEqual(['Signs'])
    expect(code.length).toBeLessThanOrEqual(MAX_CODE)
    const opened = fromLink(code)
    expect(opened.lessons[0]!.markdown).toBe(everything.lessons[0]!.markdown)
    expect(opened.text!.content).toBeUndefined()
    expect(assignmentHash(opened)).toBe(assignmentHash(long))
    expect(assignmentHash(withoutTexts(long))).toBe(assignmentHash(long))
    expect(assignmentHash({ ...long, passMark: 61 })).not.toBe(assignmentHash(long))
  })

  it('that would be too long says how long it is, and what else there is', () => {
    const task = (i: number) => ({
      kind: 'task',
      id: `t${i}`,
      title: 'x',
      text: Array.from({ length: 3000 }, (_, j) => String.fromCodePoint(0x4e00 + (((i * 3000 + j) * 7919) % 20_000))).join(''),
      where: { kind: 'words' },
    })
    expect(() => toLink(read({ title: 'x', items: [1, 2, 3, 4].map(task) }))).toThrow(/\d{5} characters, and a link holds at most 8000/)
  })

  it.each([
    ['nothing', '', /does not begin as one/],
    ['a word', 'hello', /does not begin as one/],
    ['a later version', `3${code.slice(1)}`, /version 3, and this course reads versions 1 to 2/],
    ['one that a mail cut', code.slice(0, -9), new RegExp(`cut off: ${code.length - 9} of its ${code.length} characters`)],
    ['one that was cut early', code.slice(0, 8), /cut off after its first characters/],
    ['one with a letter changed', code.slice(0, 40) + (code[40] === 'A' ? 'B' : 'A') + code.slice(41), /a character of it was changed/],
    ['one with letters added', `${code}AB`, /2 characters too many/],
    ['version 1, cut', golden('assignment-1.link').trim().slice(0, -9), /cut off or changed/],
    ['version 1 without a lesson', version1({ title: 'x', note: '', lessons: [] }), /names no lesson/],
    ['version 1 with a lesson twice', version1({ title: 'x', note: '', lessons: ['a/b', 'a/b'] }), /a lesson twice/],
    ['version 1 with a path', version1({ title: 'x', note: '', lessons: ['../x'] }), /a lesson’s name is not one/],
    ['version 1 with an empty title', version1({ title: ' ', note: '', lessons: ['a/b'] }), /title is empty/],
    ['version 1 without a note', version1({ title: 'x', lessons: ['a/b'] }), /lacks a part/],
    ['version 1 that is no object', version1(7), /cannot be read/],
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
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void expect(said(`2z${text}`)).toMatch(/cannot be read/)))
  })
})
