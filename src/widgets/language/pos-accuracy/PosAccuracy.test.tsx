/** The numbers on show are those that are measured. */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { share } from '../../../ui/format.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import PosAccuracy from './View.tsx'

afterEach(cleanup)

test('it shows what is measured', async () => {
  const onReadings = vi.fn()
  render(<PosAccuracy onReadings={onReadings} />)
  await screen.findByText('words right', {}, { timeout: 10_000 })
  const readings = await measure(widget, {}, { text: '' } as never)
  expect(onReadings).toHaveBeenCalledWith(readings)
  expect(screen.getByText(share(readings.accuracy!))).toBeTruthy()
  expect(screen.getByText(share(readings.sentenceAccuracy!))).toBeTruthy()
})
