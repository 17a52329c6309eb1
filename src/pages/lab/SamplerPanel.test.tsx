/** The sampler of the Lab has the filters that the course's figure of sampling has. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { prepare } from '../../widgets/testing/session.ts'
import { SamplerPanel } from './SamplerPanel.tsx'

afterEach(cleanup)

test('every filter of the core is a slider, in the order in which they act', () => {
  const setSampling = vi.fn()
  prepare({ setSampling })
  render(<SamplerPanel />)
  const sliders = screen.getAllByRole('slider')
  const named = ['rep. penalty', 'temperature', 'top-k', 'top-p', 'min-p', 'length'].map((name) => screen.getByLabelText(name))
  expect(sliders).toEqual(named)
  fireEvent.change(screen.getByRole('slider', { name: /min-p/ }), { target: { value: '0.05' } })
  expect(setSampling).toHaveBeenLastCalledWith({ minP: 0.05 })
  fireEvent.change(screen.getByRole('slider', { name: /rep\. penalty/ }), { target: { value: '1.3' } })
  expect(setSampling).toHaveBeenLastCalledWith({ repetitionPenalty: 1.3 })
})
