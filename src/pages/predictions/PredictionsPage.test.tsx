/** The ledger shows first guesses with what they came to, and a calibration computed from them. */
import { lessons } from 'virtual:lessons'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lessonId, type Prediction } from '../../lesson/lesson.ts'
import { learning } from '../../session/learning.ts'
import { bodyOf } from '../course/course.ts'
import { judged, ledgerOf } from './ledger.ts'
import { PredictionsPage } from './PredictionsPage.tsx'

async function somePrediction(): Promise<{ key: string; prediction: Prediction }> {
  for (const entry of lessons) {
    const prediction = Object.values((await bodyOf(entry)).blocks).find((block) => block.kind === 'predict')
    if (prediction) return { key: `${lessonId(entry)}#${prediction.id}`, prediction }
  }
  throw new Error('The course asks for no prediction.')
}

beforeEach(() => learning.getState().erase())
afterEach(cleanup)

it('says that there is none', async () => {
  render(<PredictionsPage />)
  await screen.findByText(/No guess yet/)
})

it('counts the first guess, whatever was guessed later, and leaves out what the course no longer asks', async () => {
  const { key, prediction } = await somePrediction()
  const { predict, unpredict, mark } = learning.getState()
  predict(key, 0, 90)
  unpredict(key)
  predict(key, 1, 50)
  mark(key, 1)
  predict('start/gone#what', 0, 60)
  const lines = await ledgerOf(learning.getState().predictions)
  expect(lines.map(({ guess, confidence }) => [guess, confidence])).toEqual([[prediction.choices[0], 90]])
  const right = (prediction.answer ?? 1) === 0
  expect(judged(lines)).toEqual([{ confidence: 90, right }])
  render(<PredictionsPage />)
  await screen.findByText(right ? /✓ right/ : /✗ not right/)
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  expect(screen.getByRole('row', { name: /90–100 %/ }).textContent).toContain(right ? '100 %' : '0 %')
})
