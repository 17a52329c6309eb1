/** The widgets over a session set by hand: what they show, what they ask for, and that they can be operated by name. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { session } from '../session/index.ts'
import type { Attention, ModelSummary } from '../worker/protocol.ts'
import AttentionView from './attention-view/AttentionView.tsx'
import LiveNumber from './live-number/LiveNumber.tsx'
import Trainer from './trainer/Trainer.tsx'
import Writer from './writer/Writer.tsx'

const model: ModelSummary = {
  id: 'm',
  name: 'first run',
  origin: 'trained',
  config: { nLayer: 2, nHead: 2, nEmbd: 32, nCtx: 32, nVocab: 3, dropout: 0 },
  parameters: 27_000,
  step: 100,
  totalSteps: 100,
  resumable: true,
  textTitle: 'The whale',
  validationLoss: 2 * Math.LN2,
  bitsPerCharacter: 2,
  spec: null,
  curve: [{ step: 100, loss: 1.4 }],
  evaluations: [{ step: 100, trainLoss: 1.4, validationLoss: 2 * Math.LN2, bitsPerCharacter: 2 }],
  samples: [{ step: 100, prompt: 'The', text: ' sea', validationLoss: 1.39 }],
  uniformLoss: 4,
  bigramLoss: 2.4,
  savedAt: 0,
  bytes: 1,
}
const history = {
  runId: null,
  modelId: 'm',
  name: 'first run',
  textTitle: 'The whale',
  status: 'done' as const,
  spec: null,
  step: 100,
  totalSteps: 100,
  latest: null,
  curve: model.curve,
  evaluations: model.evaluations,
  samples: model.samples,
  savedStep: 100,
  uniformLoss: 4,
  bigramLoss: 2.4,
}
/** two layers of two heads over "ab": each head's second row reads .25, .5, .75, 1 from the first token */
const attention: Attention = {
  tokens: ['a', 'b'],
  nLayer: 2,
  nHead: 2,
  probabilities: new Float32Array([1, 2, 3, 4].flatMap((i) => [1, 0, i / 4, 1 - i / 4])),
}
const before = session.getState()
const calls = { start: vi.fn(), train: vi.fn(), stop: vi.fn(), trainLonger: vi.fn(), sample: vi.fn(), setPrompt: vi.fn(), attention: vi.fn() }

beforeEach(() => {
  for (const call of Object.values(calls)) call.mockReset().mockResolvedValue(undefined)
  calls.attention.mockResolvedValue(attention)
  session.setState({ ...before, ...calls }, true)
})
afterEach(cleanup)

test('the trainer is one button: Train, then Stop', async () => {
  render(<Trainer />)
  fireEvent.click(screen.getByRole('button', { name: 'Train' }))
  await vi.waitFor(() => expect(calls.train).toHaveBeenCalledOnce())
  session.setState({ run: { ...history, status: 'running' } })
  fireEvent.click(await screen.findByRole('button', { name: 'Stop' }))
  expect(calls.stop).toHaveBeenCalledOnce()
})

test('the trainer goes on with a run that was saved, and says where it is', () => {
  session.setState({ current: model, models: [model], run: history })
  render(<Trainer />)
  expect(screen.getByRole('status').textContent).toBe('Done and saved. Step 100 of 100, loss 1.400.')
  fireEvent.click(screen.getByRole('button', { name: 'Train longer' }))
  expect(calls.trainLonger).toHaveBeenCalledOnce()
})

test('the trainer shows why a run failed, and what to do', () => {
  session.setState({ failures: { training: { code: 'not-a-number', message: 'The loss became NaN at step 7.', hint: 'Try a third of it.' } } })
  render(<Trainer />)
  expect(screen.getByText(/became NaN at step 7/)).toBeDefined()
  expect(screen.getByText(/Try a third of it/)).toBeDefined()
})

test('the writer writes when it is asked to, not before a model is open', () => {
  const { rerender } = render(<Writer prompt="To be" />)
  fireEvent.click(screen.getByRole('button', { name: 'Sample' }))
  expect(calls.sample).not.toHaveBeenCalled()
  session.setState({ current: model })
  rerender(<Writer prompt="To be" />)
  expect(calls.setPrompt).toHaveBeenCalledWith('To be')
  fireEvent.click(screen.getByRole('button', { name: 'Sample' }))
  expect(calls.sample).toHaveBeenCalledOnce()
})

test('the attention view asks for its text and shows the head that is chosen', async () => {
  session.setState({ current: model })
  render(<AttentionView text="ab" />)
  const map = await screen.findByRole('slider')
  expect(calls.attention).toHaveBeenCalledWith('ab')
  fireEvent.keyDown(map, { key: 'ArrowLeft' })
  expect(map.getAttribute('aria-valuetext')).toBe('b reads .250 from a')
  for (const group of ['layer', 'head']) fireEvent.click(screen.getByRole('group', { name: group }).querySelectorAll('button')[1]!)
  expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toContain('from a')
  expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('b reads 1.00 from a')
})

test('a live number names its model, or says that there is none', () => {
  const { rerender } = render(<LiveNumber show="bits-per-character" />)
  expect(screen.getByText(/as soon as a model is open/)).toBeDefined()
  session.setState({ current: model })
  rerender(<LiveNumber show="bits-per-character" />)
  expect(screen.getByText('2.00')).toBeDefined()
  expect(screen.getByText('your model, first run')).toBeDefined()
})
