/** What items and questions are called in the gradebook: as the course calls them, and by their keys where it does not know them. */
import { lessons } from 'virtual:lessons'
import { expect, it } from 'vitest'
import { lessonId } from '../../../lesson/lesson.ts'
import { skeleton } from '../../../lesson/compile/skeleton.ts'
import { checkAssignment } from '../../../teach/assignment/assignment.ts'
import { ownLessonFrom } from '../../assigned/own/ownEntry.ts'
import { headOf, questionOf, titleOf } from './heads.ts'

const entry = lessons.find(({ checks }) => checks.length > 1)!
const own = ownLessonFrom(skeleton({ part: 'start', slug: 'x', title: 'Ours', order: 9 }))
const assignment = checkAssignment(
  {
    title: 'x',
    items: [
      { kind: 'lesson', lesson: lessonId(entry) },
      { kind: 'lesson', lesson: `own/${own.id}` },
      { kind: 'lesson', lesson: 'gone/lesson' },
      { kind: 'task', id: 'why', title: 'Why?', where: { kind: 'words' } },
    ],
    lessons: [own],
  },
  '',
  '',
)

it('is by titles in sentences, and short in columns', () => {
  const titles = assignment.items.map((item) => titleOf(assignment, item))
  expect(titles[0]).toMatch(/^\d+\.\d+ /)
  expect(titles[0]!.endsWith(entry.title)).toBe(true)
  expect(titles.slice(1)).toEqual(['Ours', 'gone/lesson', 'Why?'])
  expect(assignment.items.map((item) => headOf(assignment, item))).toEqual([entry.slug, 'Ours', 'lesson', 'Why?'])
})

it('says which question of which lesson', () => {
  expect(questionOf(assignment, `${lessonId(entry)}#${entry.checks[1]!.id}`)).toMatch(
    new RegExp(`(question|challenge) 2 of ${entry.checks.length}$`),
  )
  expect(questionOf(assignment, `own/${own.id}#first`)).toBe('Ours, question 1 of 1')
  expect(questionOf(assignment, 'gone/lesson#q')).toBe('gone/lesson#q')
})
