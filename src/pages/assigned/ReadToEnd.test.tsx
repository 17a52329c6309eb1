/** The end of a lesson that asks nothing: one button, which is gone once it was pressed; and the line above the lesson counts it. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { learning } from '../../session/learning.ts'
import { checkAssignment } from '../../teach/assignment/assignment.ts'
import { AssignedLine } from './AssignedLine.tsx'
import { ReadToEnd } from './ReadToEnd.tsx'
import { type Assigned, assignedOf } from './readAssigned.ts'

type Entry = Assigned['entries'][number]

const check = { id: 'a', kind: 'choice', objective: 'o' } as const
const lesson = (checks: Entry['checks']): Entry =>
  ({ part: 'x', slug: 'y', title: 'Y', minutes: 1, checks, objectives: checks.length > 0 ? [{ id: 'o' }] : [] }) as unknown as Entry
const assignedWith = (entry: Entry): Assigned => ({
  ...assignedOf(checkAssignment({ title: 'Week 1', items: [{ kind: 'lesson', lesson: 'x/y' }] }, '', ''), 'code'),
  entries: [entry],
})
const show = (entry: Entry) => {
  const assigned = assignedWith(entry)
  render(
    <>
      <AssignedLine assigned={assigned} />
      <ReadToEnd assigned={assigned} entry={entry} />
    </>,
  )
}

beforeEach(async () => {
  await learning.getState().erase()
  await expect.poll(() => learning.getState().ready).toBe(true)
})
afterEach(cleanup)

it('is done when it was said to be read, and not before', () => {
  show(lesson([]))
  expect(screen.getByText('0 of 1 done')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'I have read it to its end' }))
  expect(screen.getByRole('status').textContent).toMatch(/^✓ Done/)
  expect(screen.queryByRole('button', { name: /I have read/ })).toBeNull()
  expect(screen.getByText('1 of 1 done')).toBeTruthy()
})

it('is not asked for in a lesson with questions', () => {
  show(lesson([check]))
  expect(screen.queryByRole('button', { name: /I have read/ })).toBeNull()
  expect(screen.getByText('0 of 1 done')).toBeTruthy()
})
