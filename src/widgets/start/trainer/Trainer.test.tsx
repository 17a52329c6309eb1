/** The trainer's buttons, what it says, and where failures stand. */
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { session } from '../../../session/index.ts'
import type { Estimate, RunSpec } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import Trainer from './View.tsx'

afterEach(cleanup)

const run = {
  jobId: 'j',
  modelId: 'mine',
  name: 'first run',
  textTitle: 'The whale',
  status: 'running' as const,
  spec: null,
  step: 40,
  totalSteps: 100,
  latest: { step: 40, loss: 2, learningRate: 1e-3, gradNorm: 1, tokensPerSecond: 12_300, stepMs: 5, secondsLeft: 62 },
  curve: [{ step: 40, loss: 2 }],
  evaluations: [{ step: 40, trainLoss: 2, validationLoss: 2.1, bitsPerCharacter: 3.03 }],
  samples: [{ step: 40, prompt: 'The ', text: 'wha', validationLoss: 2.1 }],
  savedStep: 0,
  savedAt: null,
  unsaved: null,
  uniformLoss: 4,
  bigramLoss: 2.5,
  past: [],
}

test('Train waits for the core and then begins', async () => {
  let ready = () => {}
  const commands = prepare({ start: vi.fn(() => new Promise<void>((resolve) => (ready = resolve))) })
  render(<Trainer />)
  fireEvent.click(screen.getByRole('button', { name: 'Train' }))
  expect(screen.getByRole('status').textContent).toContain('Starting the core')
  expect(commands.train).not.toHaveBeenCalled()
  await act(async () => ready())
  await waitFor(() => expect(commands.train).toHaveBeenCalledTimes(1))
})

test('a run under way shows its readings and can be stopped', () => {
  const commands = prepare({ run })
  render(<Trainer />)
  expect(screen.getAllByText('3.03').length).toBe(2) // the reading, and the sample's line
  expect(screen.getByText('12.3 k')).toBeTruthy()
  expect(screen.getByText('1 min 02 s')).toBeTruthy()
  expect(screen.getByRole('status').textContent).toContain('Step 40 of 100')
  expect(screen.queryByRole('button', { name: 'Train' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
  expect(commands.stop).toHaveBeenCalledTimes(1)
})

test('a run that stops can go on, and focus stays on its button', () => {
  const mine = { ...model, id: 'mine', origin: 'trained' as const, resumable: true }
  const commands = prepare({ run, models: [mine], current: mine })
  render(<Trainer />)
  const button = screen.getByRole('button', { name: 'Stop' })
  button.focus()
  act(() => session.setState({ run: { ...run, status: 'stopped' } }))
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Train' }))
  fireEvent.click(screen.getByRole('button', { name: 'Train longer' }))
  expect(commands.trainLonger).toHaveBeenCalledTimes(1)
})

test('the course’s model is not offered to be trained longer', () => {
  prepare({ run: { ...run, modelId: model.id, status: 'done' }, models: [{ ...model, resumable: true }], current: model })
  render(<Trainer />)
  expect(screen.queryByRole('button', { name: 'Train longer' })).toBeNull()
})

test('a failure says what and what to do', () => {
  prepare({ failures: { training: { code: 'device-lost', message: 'The GPU went away.', hint: 'Train again.' } } })
  render(<Trainer />)
  const alert = screen.getByRole('alert').textContent
  expect(alert).toContain('The GPU went away.')
  expect(alert).toContain('Train again.')
})

test('before a run it speaks of the model that the lesson asks for, not of the draft', async () => {
  const draft = {
    text: { kind: 'bundled', id: 'a' },
    sizes: { nLayer: 2, nHead: 2, nEmbd: 64, nCtx: 32, dropout: 0 },
    training: {},
  } as RunSpec
  prepare({ draft, estimate: { parameters: 109_312, seconds: 24 } as Estimate })
  const seen: RunSpec[] = []
  answer({
    estimate: async (spec) => {
      seen.push(spec)
      return { parameters: 79_872, seconds: 8 } as Estimate
    },
  })
  render(<Trainer layers={6} width={32} rate={0.001} />)
  expect(await screen.findByText(/A model of 79,872 random numbers/)).toBeTruthy()
  expect(seen.at(-1)).toMatchObject({ text: draft.text, sizes: { nLayer: 6, nEmbd: 32 }, training: { learningRate: 0.001 } })
  expect(screen.getByText(/Train makes a new model of 6 layers/)).toBeTruthy()
})
