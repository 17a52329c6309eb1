/** A tuned model is asked with as many answers as one likes, and what it says is shown with its shares; a failure is one sentence. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { RunView } from '../../session/index.ts'
import { answer, model, prepare } from '../../widgets/testing/session.ts'
import type { TunedTask } from '../../worker/protocol.ts'
import { AskTuned } from './AskTuned.tsx'

afterEach(cleanup)

const run = { modelId: model.id, status: 'done' } as unknown as RunView
const task = { form: 'choice' } as unknown as TunedTask
const write = (label: string, value: string) => fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })

test('a choice is between two answers or more', async () => {
  const classify = vi.fn(async () => ({
    labels: ['slept', 'sang', 'left'],
    scores: [0, 2, 1],
    shares: [0.09, 0.665, 0.245],
    answer: 1,
    unknown: ['☃'],
    cuts: '',
  }))
  prepare({ current: model, run })
  answer({ classify })
  render(<AskTuned run={run} task={task} />)
  write('What comes before', 'Mila')
  write('An answer', 'slept')
  write('Another answer', 'sang')
  expect(screen.queryByRole('button', { name: /Take answer/ })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'One more answer' }))
  expect((screen.getByRole('button', { name: 'Ask' }) as HTMLButtonElement).disabled).toBe(true)
  write('Answer 3', 'left')
  fireEvent.click(screen.getByRole('button', { name: 'Ask' }))
  expect(classify).toHaveBeenCalledWith(model.id, ['Mila', 'slept', 'sang', 'left'])
  await waitFor(() =>
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['sang66.5 %', 'left24.5 %', 'slept9.0 %']),
  )
  expect(screen.getByText(/It has never seen ☃/)).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Take answer 1 away' }))
  expect((screen.getByRole('textbox', { name: 'An answer' }) as HTMLInputElement).value).toBe('sang')
})

test('what went wrong is said where it was asked', async () => {
  prepare({ current: model, run })
  answer({ classify: () => Promise.reject({ code: 'bad-text', message: 'Too little of it is known.', hint: 'Write more.' }) })
  render(<AskTuned run={run} task={{ ...task, form: 'classification' }} />)
  write('A text', '☃')
  fireEvent.click(screen.getByRole('button', { name: 'Ask' }))
  expect(await screen.findByText(/Too little of it is known/)).toBeDefined()
})
