/** Review asks what is due, counts the first answer only, and leaves what the lesson keeps alone. */
import { lessons } from 'virtual:lessons'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isQuestion, lessonId } from '../../lesson/lesson.ts'
import { readingQuestion } from '../../lesson/readings.ts'
import { learning, readingKey } from '../../session/learning.ts'
import { bodyOf } from '../course/course.ts'
import { ReviewPage } from './ReviewPage.tsx'

const DAY = 86_400_000

/** The first question with choices that the course has, and its key. */
async function someQuestion() {
  for (const entry of lessons) {
    const question = Object.values((await bodyOf(entry)).blocks).find((block) => isQuestion(block) && block.kind === 'choice')
    if (question?.kind === 'choice') return { key: `${lessonId(entry)}#${question.id}`, question }
  }
  throw new Error('The course asks no question with choices.')
}

beforeEach(() => learning.getState().erase())
afterEach(cleanup)

it('says when nothing is due, and when the next is', async () => {
  const { key } = await someQuestion()
  render(<ReviewPage />)
  await screen.findByText(/Nothing is due/)
  cleanup()
  learning.setState({ reviews: { [key]: [{ at: Date.now(), right: false }] } })
  render(<ReviewPage />)
  await screen.findByText(/1 in review; the next comes on/)
})

it.each([true, false])('a due question is asked anew; the first answer is written down (right: %s)', async (right) => {
  const { key, question } = await someQuestion()
  const kept = { tried: [0, 1], right: true, at: 1 }
  const log = [{ at: Date.now() - 40 * DAY, right: false }]
  learning.setState({ answers: { [key]: kept }, reviews: { [key]: log } })
  render(<ReviewPage />)
  await screen.findByText(/1 of 1 due today/)
  const at = question.answers.findIndex(({ correct }) => correct === right)
  fireEvent.click(screen.getAllByRole('radio')[at]!)
  fireEvent.click(screen.getByRole('button', { name: 'Check' }))
  await expect.poll(() => learning.getState().reviews[key]).toHaveLength(2)
  expect(learning.getState().reviews[key]?.at(-1)?.right).toBe(right)
  expect(learning.getState().answers[key]).toEqual(kept)
  if (!right) {
    // found out at the second try: the miss stays one
    fireEvent.click(screen.getAllByRole('radio')[question.answers.findIndex(({ correct }) => correct)]!)
    fireEvent.click(screen.getByRole('button', { name: 'Check again' }))
  }
  fireEvent.click(await screen.findByRole('button', { name: 'Next' }))
  await screen.findByText(/That was all: 1 asked/)
  expect(learning.getState().reviews[key]).toHaveLength(2)
})

it('a text that was read is asked about, and the reader’s own sentence stands there once they have answered', async () => {
  const name = readingKey('vaswani2017')
  const { question } = readingQuestion(name)!
  const at = Date.now() - 40 * DAY
  learning.setState({ read: { vaswani2017: { text: 'Recurrence can go.', at } }, reviews: { [name]: [{ at, right: true }] } })
  render(<ReviewPage />)
  await screen.findByText(/1 of 1 due today/)
  expect(screen.queryByText('Recurrence can go.')).toBeNull()
  fireEvent.click(screen.getAllByRole('radio')[question.answers.findIndex(({ correct }) => correct)]!)
  fireEvent.click(screen.getByRole('button', { name: 'Check' }))
  await screen.findByText('Recurrence can go.')
  await expect.poll(() => learning.getState().reviews[name]).toHaveLength(2)
  // what a review is answered is not an answer in the lesson
  expect(learning.getState().answers[name]).toBeUndefined()
})
