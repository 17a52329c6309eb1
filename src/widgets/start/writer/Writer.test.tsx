/** The writer begins as its lesson says, follows what is typed, and says whose model writes. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { session } from '../../../session/index.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import Writer from './View.tsx'

afterEach(cleanup)

test('it waits for a model, then writes once from the lesson’s prompt', () => {
  const commands = prepare()
  render(<Writer prompt="Call me" start="yes" />)
  expect(commands.sample).not.toHaveBeenCalled()
  act(() => session.setState({ current: model }))
  expect(commands.setPrompt).toHaveBeenCalledWith('Call me')
  act(() => session.setState({ current: { ...model, id: 'other' } }))
  expect(commands.sample).toHaveBeenCalledTimes(1)
})

test('without start it is silent until asked', () => {
  const commands = prepare({ current: model })
  render(<Writer prompt="Call me" />)
  expect(commands.sample).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Sample' }))
  expect(commands.sample).toHaveBeenCalledTimes(1)
})

test('typing while it writes stops it, and the words reach the model afterwards', () => {
  const commands = prepare({ current: model })
  act(() => session.setState((s) => ({ sampler: { ...s.sampler, busy: true } })))
  render(<Writer />)
  const box = screen.getByRole('textbox', { name: 'Your words' }) as HTMLInputElement
  fireEvent.change(box, { target: { value: 'Ahab' } })
  expect(commands.stopSampling).toHaveBeenCalledTimes(1)
  expect(commands.setPrompt).not.toHaveBeenCalled()
  expect(box.value).toBe('Ahab')
  act(() => session.setState((s) => ({ sampler: { ...s.sampler, busy: false } })))
  expect(commands.setPrompt).toHaveBeenCalledWith('Ahab')
})

test('it says whose model writes', () => {
  prepare({ current: model })
  render(<Writer />)
  expect(screen.getByText(/the course’s model, step 100/)).toBeTruthy()
  act(() => session.setState({ current: { ...model, origin: 'trained', name: 'run 2' } }))
  expect(screen.getByText(/your model, run 2/)).toBeTruthy()
})

test('the logit that is worked out is the dot product of two rows that were read', async () => {
  prepare({ current: { ...model, config: { ...model.config, nEmbd: 2, nVocab: 2 } } })
  const candidate = { id: 1, token: 'b', logit: -0.5, scaled: -0.5, probability: 1, kept: 1 }
  act(() =>
    session.setState((s) => ({
      sampler: { ...s.sampler, next: { tokens: ['a', 'b'], candidates: [candidate], logSumExp: 0, unknown: [], cropped: false } },
    })),
  )
  const data: Record<string, number[]> = { 'h.1.ln_2': [9, 9, 1, 2], 'tokens_embed.weight': [9, 9, 0.5, -0.5], 'grad/logits': [0, 0] }
  answer({
    probe: async (_handle, _text, names) => ({
      tokens: ['a', 'b'],
      targets: null,
      loss: null,
      tensors: names.map((name) => ({ name, shape: [data[name]!.length / 2, 2], data: Float32Array.from(data[name]!) })),
    }),
  })
  render(<Writer />)
  fireEvent.click(screen.getByRole('button', { name: /logits at 1, 1/ }))
  expect(await screen.findByText(/1\.00·0\.50 \+ 2\.00·\(−0\.50\) \+ … \(2 products\) = −0\.500/)).toBeTruthy()
})
