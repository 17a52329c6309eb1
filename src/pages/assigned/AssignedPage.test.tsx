/** A student's page over links that cannot be read: the sentence, the way out, and everything that was done is still there. */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { learning } from '../../session/learning.ts'
import { checkAssignment } from '../../teach/assignment/assignment.ts'
import { toLink } from '../../teach/assignment/link.ts'
import { AssignedPage } from './AssignedPage.tsx'
import { placeOf, readAssigned } from './readAssigned.ts'

const assignment = checkAssignment(
  { title: 'Week 1', items: [{ kind: 'task', id: 'why', title: 'Why?', where: { kind: 'words' } }] },
  '',
  '',
)
const { code } = toLink(assignment)
const assigned = readAssigned(code)

beforeEach(async () => {
  await learning.getState().erase()
  await expect.poll(() => learning.getState().ready).toBe(true)
})
afterEach(cleanup)

it.each([
  ['cut in a mail', code.slice(0, -5), /cut off: \d+ of its \d+ characters/],
  ['of a version to come', `3${code.slice(1)}`, /version 3, and this course reads versions/],
  ['that is none', 'hello', /does not begin as one/],
])('a link %s says so, and what was done for the assignment that is followed stays', async (_, link, said) => {
  render(<AssignedPage link={code} />)
  await screen.findByRole('heading', { level: 1, name: 'Week 1' })
  learning.getState().attempt(placeOf(assigned, 'why'), { words: 'Because.' })
  cleanup()
  render(<AssignedPage link={link} />)
  await screen.findByText(said)
  expect(learning.getState().assignment.now?.link).toBe(code)
  expect(learning.getState().attempts[placeOf(assigned, 'why')]).toMatchObject([{ words: 'Because.' }])
  cleanup()
  render(<AssignedPage link={code} />)
  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Your answer' })).value).toBe('Because.')
})
