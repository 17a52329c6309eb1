/** The triangle follows its slider, and what was timed stays when it is moved. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import View from './View.tsx'

afterEach(cleanup)

test('rows, and times once they are asked for', async () => {
  prepare({ current: model })
  answer({ describe: async () => model, cacheTimes: async (_, lengths) => lengths.map((length) => ({ length, whole: 3, next: 2 })) })
  render(<View tokens={16} />)
  expect(screen.getByText('136')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Time it here' }))
  expect(await screen.findByText(/1\.5 times as long/)).toBeTruthy()
  fireEvent.change(screen.getByRole('slider', { name: 'tokens of the text' }), { target: { value: '4' } })
  expect(screen.getByText('10')).toBeTruthy()
  expect(screen.getByText(/1\.5 times as long/)).toBeTruthy()
})
