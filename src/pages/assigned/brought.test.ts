/** An assignment that a student was given as a file: kept by its hash, opened by its code, and completing a link that had no room. */
import { zipSync } from 'fflate'
import { afterEach, describe, expect, it } from 'vitest'
import { skeleton } from '../../lesson/compile/skeleton.ts'
import { lessonId } from '../../lesson/lesson.ts'
import { learning } from '../../session/learning.ts'
import { checkAssignment } from '../../teach/assignment/assignment.ts'
import { toZip } from '../../teach/assignment/file.ts'
import { toLink } from '../../teach/assignment/link.ts'
import { hashInCode } from '../../teach/assignment/whole.ts'
import { broughtHere, broughtNames } from './brought.ts'
import { openFile } from './openFile.ts'
import { ownLessonFrom } from './own/ownEntry.ts'
import { readAssigned } from './readAssigned.ts'

const words = Array.from({ length: 4500 }, (_, i) => Math.floor(Math.abs(Math.sin(i)) * 1e6).toString(36)).join(' ')
const LONG = ownLessonFrom(`${skeleton({ part: 'start', slug: 'x', title: 'A long one', order: 9 })}\n${words}\n`)
const key = `own/${LONG.id}`
const assignment = checkAssignment(
  {
    title: 'Week 5',
    items: [
      { kind: 'lesson', lesson: key },
      { kind: 'task', id: 'why', title: 'Why', where: { kind: 'words' } },
    ],
    lessons: [LONG],
  },
  '',
  '',
)
const { code, left } = toLink(assignment)
const file = (data: Uint8Array, name = 'week-5.zip') => new File([data as Uint8Array<ArrayBuffer>], name)

afterEach(() => learning.getState().erase())

describe('a file', () => {
  it('opens the assignment with the lesson that its link had no room for', async () => {
    expect(left).toEqual([LONG.id])
    expect(readAssigned(code, broughtHere)).toMatchObject({ entries: [], missing: [key] })
    const brought = await openFile(file(toZip(assignment)))
    const opened = readAssigned(brought, broughtHere)
    expect(opened.entries.map(lessonId)).toEqual([key])
    // The link now has it as well, and it is one assignment: what was done by the one is there by the other.
    const linked = readAssigned(code, broughtHere)
    expect(linked.entries.map(lessonId)).toEqual([key])
    expect(linked.hash).toBe(opened.hash)
    expect(hashInCode(brought)).toBe(opened.hash)
  })

  it('that is not here any more says so, and what helps', async () => {
    const brought = await openFile(file(toZip(assignment)))
    await learning.getState().erase()
    expect(broughtNames(learning.getState().drafts)).toBe('')
    expect(() => readAssigned(brought, broughtHere)).toThrow(/came as a file, and this browser does not have the file/)
  })

  it('is not believed where another program wrote it', () => {
    const { hash } = readAssigned(code)
    learning.getState().draft(`file/${hash}`, { ...assignment, passMark: 3 })
    expect(broughtHere(hash)).toBeNull()
  })

  it.each([
    ['a receipt', () => file(zipSync({ 'receipt.json': new Uint8Array(3) })), /holds no assignment.json, but "receipt.json"/],
    ['a zip inside a zip', () => file(zipSync({ 'week-5.zip': toZip(assignment) })), /holds no assignment.json, but "week-5.zip"/],
    ['a path out of it', () => file(zipSync({ '../assignment.json': new Uint8Array(3) })), /leads outside its folder/],
    ['a file of 100 MB', () => file(new Uint8Array(1e8), 'film.zip'), /“film.zip” has 100 MB, and an assignment’s file at most 40/],
  ])('that is %s is refused, and nothing is kept', async (_, made, reason) => {
    await expect(openFile(made())).rejects.toThrow(reason)
    expect(broughtNames(learning.getState().drafts)).toBe('')
  })
})
