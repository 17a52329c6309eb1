/** Links of version 1: lessons under a title, with a note. They are read as an assignment of version 2 that asks for just those. */
import * as v from 'valibot'
import type { AssignmentInput } from './assignment.ts'
import { lessonName } from './items.ts'

const schema = v.strictObject({
  title: v.pipe(
    v.string('its title is not text'),
    v.trim(),
    v.minLength(1, 'its title is empty'),
    v.maxLength(120, 'its title is too long'),
  ),
  note: v.pipe(v.string('its note is not text'), v.maxLength(2000, 'its note is too long')),
  lessons: v.pipe(
    v.array(lessonName),
    v.minLength(1, 'it names no lesson'),
    v.maxLength(200, 'it names too many lessons'),
    v.check((ids) => new Set(ids).size === ids.length, 'it names a lesson twice'),
  ),
})

/** @param refuse says what is wrong */
export function fromVersion1(value: unknown, refuse: (what: string) => never): AssignmentInput {
  const result = v.safeParse(schema, value, { abortEarly: true })
  if (!result.success) {
    const [issue] = result.issues
    return refuse(issue.type === 'strict_object' ? 'it lacks a part, or has one too many' : issue.message)
  }
  const { title, note, lessons } = result.output
  return { title, note, items: lessons.map((lesson) => ({ kind: 'lesson' as const, lesson })) }
}
