/** The writer begins as its lesson says, follows what is typed, and says whose model writes. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { session } from '../../session/index.ts'
import { model, prepare } from '../testing/session.ts'
import Writer from './Writer.tsx'

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
