/** The past of a run is a slider over what is kept; the architecture a line for each choice. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { RunView } from '../../session/index.ts'
import { model, prepare } from '../../widgets/testing/session.ts'
import type { RunSpec } from '../../worker/protocol.ts'
import { Architecture } from './Architecture.tsx'
import { PastPanel } from './PastPanel.tsx'

afterEach(cleanup)

const spec: RunSpec = {
  text: { kind: 'bundled', id: 'moby-dick' },
  sizes: { nLayer: 2, nHead: 2, nEmbd: 16, nCtx: 16, dropout: 0 },
  training: { batch: 4, steps: 60, learningRate: 1e-2, warmup: 5, weightDecay: 0.01, clip: 1, evalEvery: 25, seed: 3 },
  samplePrompt: 'The ',
}
const kept = { ...model, spec, step: 57 }
const run = { modelId: model.id, status: 'stopped', past: [0, 25, 50] } as unknown as RunView

test('the last stop is now, also where no state is kept of it', async () => {
  const openAt = vi.fn(async () => {})
  prepare({ current: kept, models: [kept], run, openAt })
  render(<PastPanel />)
  expect(screen.getByText('3 earlier states are kept')).toBeDefined()
  const slider = screen.getByRole('slider', { name: 'as it was after step' })
  expect(slider.getAttribute('aria-valuetext')).toBe('57')
  fireEvent.change(slider, { target: { value: '1' } })
  expect(slider.getAttribute('aria-valuetext')).toBe('25')
  await waitFor(() => expect(openAt).toHaveBeenCalledWith(25))
})

test('a branch carries what was changed', () => {
  const branch = vi.fn(async () => {})
  prepare({ current: { ...kept, step: 25 }, models: [kept], run, at: 25, openAt: vi.fn(async () => {}), branch })
  render(<PastPanel />)
  expect(screen.getByText(/open as it was after step 25/)).toBeDefined()
  expect(screen.getByRole('slider').getAttribute('aria-valuetext'), 'the pointer stands where the model is open').toBe('25')
  const steps = screen.getByRole('textbox', { name: 'steps in all' })
  fireEvent.change(steps, { target: { value: '90' } })
  fireEvent.blur(steps)
  fireEvent.click(screen.getByRole('button', { name: 'Branch from here' }))
  expect(branch).toHaveBeenCalledWith(25, { steps: 90 })
})

test('a run that is under way, or keeps nothing, has no past to look at', () => {
  for (const other of [
    { ...run, status: 'running' as const },
    { ...run, past: [] },
  ]) {
    prepare({ current: kept, models: [kept], run: other })
    const { container } = render(<PastPanel />)
    expect(container.textContent).toBe('')
  }
})

test('a choice of the architecture becomes the draft’s, and all are there', () => {
  const [editVariant, chooseFamily] = [vi.fn(), vi.fn()]
  prepare({ editVariant, chooseFamily })
  const { rerender } = render(<Architecture draft={spec} />)
  expect(
    screen
      .getAllByRole('group', { hidden: true })
      .map((group) => group.querySelector(':scope > legend')?.textContent)
      .filter(Boolean),
  ).toEqual(['family', 'norm stands', 'kind of norm', 'activation', 'positions', 'output', 'blocks', 'biases'])
  fireEvent.click(screen.getByText('RMSNorm'))
  expect(editVariant).toHaveBeenCalledWith({ normKind: 'rms' })
  fireEvent.click(screen.getByText('bigram'))
  expect(chooseFamily).toHaveBeenCalledWith('bigram')
  rerender(<Architecture draft={{ ...spec, sizes: { ...spec.sizes, family: 'bigram' } }} />)
  expect(screen.queryByText('RMSNorm')).toBeNull()
  expect(screen.getByText(/A table with a row for each token/)).toBeDefined()
})
