/** Controls say their names and values, and obey the keyboard. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { NumberField } from './Field.tsx'
import { Notice } from './Notice.tsx'
import { Scale } from './Scale.tsx'
import { Segmented } from './Segmented.tsx'
import { Stepper } from './Stepper.tsx'
import { Twin } from './Twin.tsx'

afterEach(cleanup)

test('a stepper steps, takes typed numbers, and stops at its ends', () => {
  const change = vi.fn()
  render(<Stepper label="heads" value={4} min={1} max={4} onChange={change} />)
  fireEvent.click(screen.getByRole('button', { name: 'fewer: heads' }))
  expect(change).toHaveBeenLastCalledWith(3)
  expect(screen.getByRole('button', { name: 'more: heads' })).toHaveProperty('disabled', true)
  const input = screen.getByLabelText('heads')
  fireEvent.change(input, { target: { value: '12' } })
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(change).toHaveBeenLastCalledWith(12) // the core judges it, and says why
  fireEvent.change(input, { target: { value: 'many' } })
  fireEvent.blur(input)
  expect(change).toHaveBeenCalledTimes(2)
  expect(input).toHaveProperty('value', '4')
})

test('a number field reads 3e-4 and marks what is no number', () => {
  const change = vi.fn()
  render(<NumberField label="learning rate" value={0.001} onChange={change} />)
  const input = screen.getByLabelText('learning rate')
  expect(input).toHaveProperty('value', '1e-3')
  fireEvent.change(input, { target: { value: 'fast' } })
  expect(input.getAttribute('aria-invalid')).toBe('true')
  fireEvent.change(input, { target: { value: '3e-4' } })
  fireEvent.blur(input)
  expect(change.mock.calls).toEqual([[3e-4]])
})

test('a scale speaks its formatted value', () => {
  const change = vi.fn()
  render(<Scale label="top-k" value={65} min={1} max={65} step={1} format={(v) => (v === 65 ? 'all' : String(v))} onChange={change} />)
  const slider = screen.getByRole('slider', { name: 'top-k' })
  expect(slider.getAttribute('aria-valuetext')).toBe('all')
  fireEvent.change(slider, { target: { value: '5' } })
  expect(change).toHaveBeenCalledWith(5)
})

test('a segmented choice shows which word is pressed', () => {
  const change = vi.fn()
  const options = [
    { value: 'bits', label: 'bits' },
    { value: 'nats', label: 'nats' },
  ] as const
  render(<Segmented label="Unit" value="bits" options={options} onChange={change} />)
  expect(screen.getByRole('button', { name: 'bits' }).getAttribute('aria-pressed')).toBe('true')
  fireEvent.click(screen.getByRole('button', { name: 'nats' }))
  expect(change).toHaveBeenCalledWith('nats')
})

test('a failure is an alert with its place and its way out', () => {
  render(
    <Notice kind="failure" where="This model" hint="Try 128 or 132.">
      nEmbd 130 is not divisible by nHead 4.
    </Notice>,
  )
  expect(screen.getByRole('alert').textContent).toBe('! This model: nEmbd 130 is not divisible by nHead 4. Try 128 or 132.')
})

test('a figure turns into its table and back', () => {
  render(<Twin caption="loss" figure={<p>drawing</p>} table={() => <p>numbers</p>} />)
  const toggle = screen.getByRole('button', { name: 'Table' })
  fireEvent.click(toggle)
  expect(screen.queryByText('drawing')).toBeNull()
  expect(screen.getByRole('region', { name: 'loss' }).textContent).toBe('numbers')
  fireEvent.click(toggle)
  expect(screen.queryByText('numbers')).toBeNull()
})
