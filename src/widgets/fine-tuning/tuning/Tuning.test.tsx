/** The button begins what the knobs say, and its word says how long that takes; a tuning of the task is shown, another's is not. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { RunView } from '../../../session/index.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import Tuning from './View.tsx'

afterEach(cleanup)

/** A loaded machine takes its time between two answers. */
const PATIENT = { timeout: 10_000 }

const settings = {
  epochs: 4,
  batch: 16,
  learningRate: 1e-3,
  warmup: 0.05,
  lambda: 0.5,
  classifierDropout: 0.1,
  weightDecay: 0.01,
  clip: 1,
  seed: 1,
}
const counts = { train: 600, heldOut: 200 }
const set = {
  id: 'sentiment',
  form: 'classification' as const,
  title: 'Sentiment',
  credit: '',
  labels: ['negative', 'positive'],
  keep: 'end' as const,
  train: [{ texts: ['Anna lost the flute.'], label: 0 }],
  heldOut: [
    { texts: ['Paul found it.'], label: 1 },
    { texts: ['Paul lost it.'], label: 0 },
  ],
}
const report = (step: number, accuracy: number, ownTextLoss: number) => ({
  step,
  examples: 2,
  accuracy,
  macroF1: accuracy,
  f1: [accuracy, accuracy],
  matthews: 0,
  confusion: [
    [0, 1],
    [0, 1],
  ],
  loss: 0.6,
  predicted: [1, 1],
  ownTextLoss,
})
const run = {
  jobId: 'j',
  modelId: 'tuned',
  name: 'sentiment, from the course’s model',
  textTitle: '',
  status: 'done' as const,
  spec: null,
  step: 2,
  totalSteps: 2,
  latest: null,
  curve: [
    { step: 1, loss: 1.5, taskLoss: 1, tokenLoss: 1 },
    { step: 2, loss: 1.2, taskLoss: 0.8, tokenLoss: 0.8 },
  ],
  evaluations: [],
  samples: [],
  savedStep: 2,
  savedAt: 0,
  unsaved: null,
  uniformLoss: null,
  bigramLoss: null,
  past: [],
  task: {
    id: 'sentiment',
    title: 'Sentiment',
    form: 'classification' as const,
    labels: ['negative', 'positive'],
    train: 1,
    heldOut: 2,
    settings,
    shortcuts: [
      { name: 'most frequent label', accuracy: 0.5 },
      { name: 'all words', accuracy: 0.75 },
    ],
    reports: [report(0, 0, 0.2), report(2, 0.5, 0.25)],
  },
} satisfies RunView

const answers = () =>
  answer({
    suggestTuning: async () => ({ settings, counts }),
    tuningSeconds: async () => 62,
    labelled: async () => set,
    shortcuts: async () => [{ name: 'all words', accuracy: 0.75, guesses: [1, 1] }],
  })

test('the button begins what the knobs say, with the seconds that it takes', async () => {
  const finetune = vi.fn(async () => {})
  prepare({ current: model, models: [model], finetune })
  answers()
  render(<Tuning task="sentiment" epochs={2} />)
  fireEvent.click(await screen.findByRole('button', { name: 'Fine-tune, about 1 min 02 s' }, PATIENT))
  await waitFor(() => expect(finetune).toHaveBeenCalledWith(model.id, { set: 'sentiment', counts }, { ...settings, epochs: 2 }, true))
  expect(await screen.findByText('Anna lost the flute.', {}, PATIENT)).toBeDefined()
  expect(screen.getByRole('row', { name: /all words 75.0 %/ })).toBeDefined()
})

test('a tuning of the task stands there with its parts, what it forgot, its confusion and its mistakes', async () => {
  prepare({ current: model, models: [model], run })
  answers()
  const onReadings = vi.fn()
  render(<Tuning task="sentiment" onReadings={onReadings} />)
  expect(screen.getByText('L2 0.800, L1 0.800')).toBeDefined()
  expect(screen.getByText('−25.0 points, best shortcut 75.0 %: all words')).toBeDefined()
  expect(screen.getByText('0.200 before')).toBeDefined()
  expect(screen.getByRole('img', { name: /L2, the task: 1.0 at 1, 0.8 at 2/ })).toBeDefined()
  expect(screen.getByRole('img', { name: /this model: 0 % at 0, 50 % at 2.*all words: 75 %/ })).toBeDefined()
  expect(await screen.findByText(/1 of 2 held-out examples are wrong/, {}, PATIENT)).toBeDefined()
  expect(screen.getByText('Paul lost it.')).toBeDefined()
  await waitFor(() =>
    expect(onReadings.mock.lastCall?.[0]).toEqual({
      accuracy: 0.5,
      examples: 1,
      epochs: 4,
      taskLoss: 0.6,
      shortcut: 0.75,
      ownTextBefore: 0.2,
      ownText: 0.25,
    }),
  )
})

test('a tuning of another task is not this figure’s', async () => {
  prepare({ current: model, models: [model], run })
  answers()
  render(<Tuning task="reviews" />)
  await screen.findByRole('button', { name: /^Fine-tune/ })
  expect(screen.queryByText('L2 0.800, L1 0.800')).toBeNull()
})
