/** A lesson in an assignment: listed with its questions before it is compiled, under a name that only its own text gives. */
import { expect, it } from 'vitest'
import { skeleton } from '../../../lesson/compile/skeleton.ts'
import { checkAssignment, ownLessonOf } from '../../../teach/assignment/assignment.ts'
import { toLink } from '../../../teach/assignment/link.ts'
import { lessonId } from '../../../lesson/lesson.ts'
import { assignmentOf } from '../../teach/write/handOut.ts'
import { readAssigned } from '../readAssigned.ts'
import { ownEntry, ownLessonFrom } from './ownEntry.ts'

const TEXT = skeleton({ part: 'start', slug: 'x', title: 'How sure is “sure”?', order: 9 })

it('comes along in the link, with its questions', () => {
  const { code, lesson } = assignmentOf(TEXT, 'How sure is “sure”?')
  const { entries, missing } = readAssigned(code!)
  expect(lesson).toMatch(/^how-sure-is-sure-[0-9a-f]{16}$/)
  expect(entries.map(lessonId)).toEqual([`own/${lesson}`])
  expect(entries[0]).toMatchObject({
    title: 'How sure is “sure”?',
    minutes: 10,
    checks: [{ id: 'first', kind: 'choice', objective: 'one' }],
  })
  expect(missing).toEqual([])
})

it('is in the file where it is too long for a link', () => {
  const long = `${TEXT}\n${Array.from({ length: 5000 }, (_, i) => Math.floor(Math.abs(Math.sin(i)) * 1e6).toString(36)).join(' ')}\n`
  const { code, zip } = assignmentOf(long, 'Long')
  expect(code).toBeNull()
  expect(zip().length).toBeGreaterThan(5000)
})

it.each([
  ['another lesson’s name', 'how-sure-is-sure-0123456789abcdef'],
  ['a name without its hash', 'our-text'],
])('%s is not taken: its answers would lie among another’s', (_, id) => {
  const assignment = checkAssignment(
    { title: 'x', items: [{ kind: 'lesson', lesson: `own/${id}` }], lessons: [ownLessonOf(id, TEXT)] },
    '',
    '',
  )
  expect(readAssigned(toLink(assignment).code)).toMatchObject({ entries: [], missing: [`own/${id}`] })
})

it('has nothing of what is not there, and of its text only what fits', () => {
  const { markdown: _, ...without } = ownLessonFrom(TEXT)
  expect(ownEntry(without as ReturnType<typeof ownLessonFrom>)).toBeNull()
  const odd = `---\ntitle: ${'a'.repeat(5000)}\nminutes: 9e99\n---\n:::quiz{id=__proto__ objective=one}\ntype: choice\n:::\n:::quiz{id=a}\n:::\n`
  expect(ownEntry(ownLessonFrom(odd))).toMatchObject({ title: 'a'.repeat(200), minutes: 10, checks: [] })
})
