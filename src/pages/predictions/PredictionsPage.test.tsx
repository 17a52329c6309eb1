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
  const lines = await ledgerOf(learning.getState())
  expect(lines.map(({ guess, confidence }) => [guess, confidence])).toEqual([[prediction.choices[0], 90]])
  const right = (prediction.answer ?? 1) === 0
  expect(judged(lines)).toEqual([{ confidence: 90, right }])
  render(<PredictionsPage />)
  await screen.findByText(right ? /✓ right/ : /✗ not right/)
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  expect(screen.getByRole('row', { name: /90–100 %/ }).textContent).toContain(right ? '100 %' : '0 %')
})

it('judges a number by how near it came, and keeps the first', async () => {
  const { estimate, settle } = learning.getState()
  const said = { title: 'A law', asked: 'The next loss?', unit: 'nats', guess: 1.7, within: 0.05, confidence: 80 }
  estimate('law/1', said)
  estimate('law/1', { ...said, guess: 1.9 })
  estimate('law/2', { ...said, confidence: 60 })
  estimate('law/3', said)
  settle('law/1', 1.74)
  settle('law/2', 1.8)
  settle('law/2', 1.7)
  settle('law/9', 1)
  const lines = await ledgerOf(learning.getState())
  expect(Object.fromEntries(lines.map(({ key, right }) => [key, right]))).toEqual({ 'law/1': true, 'law/2': false, 'law/3': null })
  expect(judged(lines).sort((a, b) => a.confidence - b.confidence)).toEqual([
    { confidence: 60, right: false },
    { confidence: 80, right: true },
  ])
  render(<PredictionsPage />)
  await screen.findByText(/1\.740, \+0\.040 from the guess/)
  expect(screen.getAllByText('not measured yet')).toHaveLength(1)
})

it('judges a choice of a figure by whether it came', async () => {
  const { estimate, settle } = learning.getState()
  const said = { title: 'Stairs', asked: 'And now?', unit: '', choices: ['better', 'same', 'worse'], guess: 0, within: 0, confidence: 70 }
  estimate('stairs/600/?', said)
  estimate('stairs/600/1?', said)
  estimate('stairs/600/11?', said)
  settle('stairs/600/?', 0)
  settle('stairs/600/1?', 2)
  const lines = await ledgerOf(learning.getState())
  expect(Object.fromEntries(lines.map(({ key, guess, outcome, right }) => [key, [guess, outcome, right]]))).toEqual({
    'stairs/600/?': ['better', 'better', true],
    'stairs/600/1?': ['better', 'worse', false],
    'stairs/600/11?': ['better', null, null],
  })
  expect(judged(lines).map(({ right }) => right)).toEqual([true, false])
  render(<PredictionsPage />)
  await screen.findByText(/✗ not right/)
})
