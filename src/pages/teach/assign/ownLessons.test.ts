/** Lessons of one's own beside the course's: each comes and goes with its item, after the course's lessons and before the tasks. */
import { expect, it } from 'vitest'
import { skeleton } from '../../../lesson/compile/skeleton.ts'
import { fromLink, toLink } from '../../../teach/assignment/link.ts'
import { LIMITS } from '../../../teach/assignment/assignment.ts'
import { type DraftItem, finished } from './draft.ts'
import { has, taking, titleIn, without } from './ownLessons.ts'

const TEXT = skeleton({ part: 'start', slug: 'x', title: 'Our text', order: 9 })
const course: DraftItem = { kind: 'lesson', lesson: 'start/train-a-gpt-in-a-minute' }
const task: DraftItem = { kind: 'task', id: 'why', title: 'Why', where: { kind: 'words' } }

it('one is taken with its item, once, and let go with it', () => {
  const taken = taking(TEXT, { lessons: [], items: [task, course] })!
  const [lesson] = taken.lessons
  const key = `own/${lesson!.id}`
  expect(taken.items).toEqual([course, { kind: 'lesson', lesson: key }, task])
  expect(taking(TEXT, taken)).toEqual(taken)
  expect(has(taken.lessons, TEXT)).toBe(true)
  expect(titleIn(taken.lessons, key)).toBe('Our text')
  expect(titleIn(taken.lessons, 'own/other')).toBeNull()
  expect(without(lesson!.id, taken)).toEqual({ lessons: [], items: [course, task] })
})

it('it travels with the assignment', () => {
  const { lessons, items } = taking(TEXT, { lessons: [], items: [course, task] })!
  const done = finished({ title: 'Week 5', items }, null, lessons)
  if (typeof done === 'string') throw new Error(done)
  expect(fromLink(toLink(done).code).lessons[0]!.markdown).toBe(TEXT)
})

it('there is room for as many as an assignment may have', () => {
  let taken: ReturnType<typeof taking> = { lessons: [], items: [] }
  for (let i = 0; i < LIMITS.ownLessons; i++) taken = taking(`${TEXT}\n${i}\n`, taken!)
  expect(taken!.lessons).toHaveLength(LIMITS.ownLessons)
  expect(taking(`${TEXT}\none more\n`, taken!)).toBeNull()
})
