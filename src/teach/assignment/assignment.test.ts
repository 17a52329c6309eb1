/** What an assignment may say, and how it travels as a file. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { zipOf } from '../anyZip.ts'
import { everything, read } from '../testing/examples.ts'
import { assignmentHash, faultOf, itemKey, lessonOf, ownTextOf, slim, withoutTexts } from './assignment.ts'
import { assignmentFiles, fromFile, toZip } from './file.ts'
import { toLink } from './link.ts'

const lesson = { kind: 'lesson', lesson: 'a/b' }
const task = { kind: 'task', id: 'x', title: 'X', where: { kind: 'lab' } }
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('an assignment', () => {
  it('has usual values for what is left out', () => {
    expect(read({ title: 'x', items: [lesson, task] })).toEqual({
      title: 'x',
      note: '',
      items: [
        { ...lesson, points: 1 },
        { ...task, text: '', where: { kind: 'lab', settings: {} }, goal: '', model: false, points: 1 },
      ],
      passMark: null,
      attempts: null,
      due: null,
      seed: null,
      text: null,
      lessons: [],
    })
    expect(read(slim(everything))).toEqual(everything)
  })

  it('knows its items by keys, and the lessons that they lie in', () => {
    expect(everything.items.map(itemKey)).toEqual([
      'transformer/causal-mask',
      'start/what-is-a-language-model#bits',
      'projects/sentiment-analysis',
      'own/our-text',
      'small',
      'beat-the-bigram',
      'why',
    ])
    expect(everything.items.map(lessonOf).slice(0, 2)).toEqual(['transformer/causal-mask', 'start/what-is-a-language-model'])
    expect(everything.items.map(lessonOf).slice(4)).toEqual([null, null, null])
  })

  it.each([
    ['no items', { title: 'x', items: [] }, 'it asks for nothing'],
    ['a thing twice', { title: 'x', items: [lesson, lesson] }, 'it asks for one thing twice'],
    ['a kind that is not known', { title: 'x', items: [{ kind: 'exam' }] }, 'this version of the course does not know'],
    ['a goal that cannot be read', { title: 'x', items: [{ ...task, goal: 'loss <' }] }, 'the goal “loss <” cannot be read'],
    ['a goal over nothing', { title: 'x', items: [{ ...task, goal: '1 < 2' }] }, 'cannot be read'],
    [
      'a model from a widget',
      { title: 'x', items: [{ ...task, where: { kind: 'widget', widget: 'trainer' }, model: true }] },
      'not done in the Lab',
    ],
    ['a goal for words', { title: 'x', items: [{ ...task, where: { kind: 'words' }, goal: 'a < 1' }] }, 'nothing can measure'],
    ['a due date without a zone', { title: 'x', items: [lesson], due: '2027-03-01T23:59' }, 'no moment with a time zone'],
    ['a due date that is none', { title: 'x', items: [lesson], due: '2027-13-01T23:59Z' }, 'no moment with a time zone'],
    ['a pass mark of 101', { title: 'x', items: [lesson], passMark: 101 }, 'its pass mark is above 100'],
    ['an own lesson that is not there', { title: 'x', items: [{ kind: 'lesson', lesson: 'own/x' }] }, 'own lesson that it does not have'],
    [
      'another text',
      { title: 'x', items: [lesson], text: { ...ownTextOf('t', 'abc'), content: 'abd' } },
      'not the one that its hash is of',
    ],
    ['a part too many', { title: 'x', items: [lesson], extra: 1 }, 'one too many'],
    [
      'a setting that is an object',
      { title: 'x', items: [{ ...task, where: { kind: 'lab', settings: { a: {} } } }] },
      'a setting is no number',
    ],
  ])('with %s is refused with its reason', (_, draft, reason) => expect(faultOf(draft)).toContain(reason))
})

describe('the file of an assignment', () => {
  it('is read as it was written: zip, JSON with no texts, or a text with its link', async () => {
    expect(await fromFile(toZip(everything))).toEqual(everything)
    expect(await fromFile(assignmentFiles(everything).get('assignment.json')!)).toEqual(withoutTexts(everything))
    expect(await fromFile(bytes(`https://example.org/#/assigned/${toLink(everything).code}\r\n`))).toEqual(everything)
  })

  it('of version 2 is read as it was when version 2 was new', async () => {
    const read = await fromFile(readFileSync('tests/golden/teach/assignment-2.zip'))
    expect(read).toEqual(everything)
    expect(assignmentHash(read)).toBe(assignmentHash(everything))
  })

  const changed = (path: string, to: string) => zipOf(new Map([...assignmentFiles(everything), [path, bytes(to)]]))
  const json = new TextDecoder().decode(assignmentFiles(everything).get('assignment.json'))
  it.each([
    ['another zip', zipOf(new Map([['a.txt', bytes('x')]])), /holds no assignment.json, but "a.txt"/],
    ['a later version', bytes(json.replace('"version": 2', '"version": 3')), /version 3, and this course reads version 2/],
    ['another format', bytes('{"format":"x","version":2,"assignment":{}}'), /not one that this course wrote/],
    ['JSON that is cut off', bytes(json.slice(0, 200)), /not valid JSON/],
    ['a text that was changed', changed('text.txt', 'another'), /its text is not the one that its hash is of/],
    ['a lesson that was changed', changed('lessons/our-text.md', 'another'), /an own lesson is not the one/],
    ['a path out of the zip', zipOf(new Map([['../x', bytes('x')]])), /leads outside its folder/],
    ['a zip that is cut off', toZip(everything).slice(0, -30), /cut short/],
    ['a film', new Uint8Array(2 ** 21), /no zip, and has 2097152 bytes/],
  ])('%s is refused with its reason', async (_, file, reason) => {
    await expect(fromFile(file)).rejects.toThrow(reason)
    await expect(fromFile(file)).rejects.toMatchObject({ code: 'bad-assignment', hint: expect.stringMatching(/./) })
  })
})
