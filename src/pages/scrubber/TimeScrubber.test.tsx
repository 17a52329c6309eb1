/** The time-scrubber: moved by pointer and keys, announced once, absent without a past, and a branch carries what was changed. */
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { RunChart } from '../../instruments/RunChart.tsx'
import { type RunView, session } from '../../session/index.ts'
import { model, prepare } from '../../widgets/testing/session.ts'
import type { RunSpec } from '../../worker/protocol.ts'
import { NoPast } from '../lab/NoPast.tsx'
import { TimeScrubber } from './TimeScrubber.tsx'

afterEach(cleanup)

const spec: RunSpec = {
  text: { kind: 'bundled', id: 'moby-dick' },
  sizes: { nLayer: 2, nHead: 2, nEmbd: 16, nCtx: 16, dropout: 0 },
  training: { batch: 4, steps: 60, learningRate: 1e-2, warmup: 5, weightDecay: 0.01, clip: 1, evalEvery: 25, seed: 3 },
  samplePrompt: 'The ',
}
const kept = { ...model, spec, step: 57 }
const measured = (step: number, bits: number) => ({ step, trainLoss: bits, validationLoss: bits * Math.LN2, bitsPerCharacter: bits })
const run = {
  modelId: model.id,
  name: 'mine',
  status: 'stopped',
  step: 57,
  totalSteps: 60,
  past: [0, 25, 50],
  curve: [0, 20, 40, 57].map((step) => ({ step, loss: 3 - step / 50 })),
  evaluations: [measured(0, 6), measured(25, 4.25), measured(50, 3)],
  uniformLoss: 4,
  bigramLoss: 2,
} as unknown as RunView

function open(change: Parameters<typeof prepare>[0] = {}) {
  const commands = { openAt: vi.fn(async () => {}), scrub: vi.fn(), branch: vi.fn(async () => {}) }
  prepare({ current: kept, models: [kept], run, ...commands, ...change })
  return commands
}
const slider = () => screen.getByRole('slider', { name: 'Step of training' }) as HTMLInputElement

test('the pointer stands at the newest step, says what was measured there, and is moved', () => {
  const { scrub } = open()
  render(<TimeScrubber place="page" />)
  expect(slider().value).toBe('57')
  expect(slider().getAttribute('aria-valuetext')).toBe('step 57, 3.00 bits a letter at 50')
  fireEvent.change(slider(), { target: { value: '31' } })
  expect(scrub).toHaveBeenCalledWith(31)
  act(() => session.setState({ pointer: { step: 31, rests: false } }))
  expect(slider().value).toBe('31')
  expect(screen.getByText('4.25 bits a letter at 25')).toBeDefined()
  act(() => session.setState({ pointer: { step: 31, rests: true }, at: 25 }))
  expect(screen.getByText('computing 6 steps …')).toBeDefined()
})

test('the keys , and . go from kept state to kept state, and what is typed is left alone', () => {
  const { openAt } = open()
  render(
    <>
      <TimeScrubber place="page" />
      <input aria-label="a text" />
    </>,
  )
  fireEvent.keyDown(document.body, { key: ',' })
  expect(openAt).toHaveBeenLastCalledWith(50)
  act(() => session.setState({ at: 25, current: { ...kept, step: 25 } }))
  fireEvent.keyDown(document.body, { key: '.' })
  expect(openAt).toHaveBeenLastCalledWith(50)
  fireEvent.keyDown(document.body, { key: ',' })
  expect(openAt).toHaveBeenLastCalledWith(0)
  openAt.mockClear()
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'a text' }), { key: ',' })
  expect(openAt).not.toHaveBeenCalled()
})

test('a move is announced once, when it rests', () => {
  open()
  render(<TimeScrubber place="page" />)
  const status = screen.getByRole('status')
  expect(status.textContent).toBe('')
  act(() => session.setState({ pointer: { step: 24, rests: false }, at: 25 }))
  expect(status.textContent).toBe('')
  act(() => session.setState({ pointer: null }))
  expect(status.textContent).toBe('Every figure shows step 25, 4.25 bits a letter.')
})

test('it plays the kept states from the start, and stops when it is told to', async () => {
  const openAt = vi.fn(async (step: number) => session.setState({ at: step === 57 ? null : step }))
  open({ openAt })
  render(<TimeScrubber place="page" />)
  fireEvent.click(screen.getByRole('button', { name: 'Play the training from the start' }))
  await waitFor(() => expect(openAt.mock.calls).toEqual([[0], [25]]), { timeout: 2000 })
  fireEvent.click(screen.getByRole('button', { name: 'Pause' }))
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(openAt).toHaveBeenCalledTimes(2)
  expect(screen.getByRole('button', { name: 'Play the training from here' })).toBeDefined()
})

test('a branch carries what was changed', () => {
  const { branch } = open({ current: { ...kept, step: 25 }, at: 25 })
  render(<TimeScrubber place="page" />)
  fireEvent.click(screen.getByRole('button', { name: 'Branch' }))
  const steps = screen.getByRole('textbox', { name: 'steps in all' })
  fireEvent.change(steps, { target: { value: '90' } })
  fireEvent.blur(steps)
  fireEvent.click(screen.getByRole('button', { name: 'Branch from here' }))
  expect(branch).toHaveBeenCalledWith(25, { steps: 90 })
})

test('a run that is under way, or keeps nothing, has no past; the Lab says how to get one', () => {
  for (const other of [
    { ...run, status: 'running' as const },
    { ...run, past: [] },
  ]) {
    open({ run: other })
    const { container, unmount } = render(<TimeScrubber place="page" />)
    expect(container.textContent).toBe('')
    unmount()
  }
  render(<NoPast />)
  expect(screen.getByText(/Train one here, and you can go back through its steps/)).toBeDefined()
  act(() => session.setState({ run }))
  expect(screen.queryByText(/Train one here/)).toBeNull()
})

test('a chart of the run marks the step that is shown', () => {
  open({ at: 25, current: { ...kept, step: 25 } })
  render(<RunChart run={run} />)
  const chart = () => screen.getByRole('slider', { name: /Loss of mine/ }).getAttribute('aria-valuetext')
  expect(chart()).toMatch(/^step 20: /)
  act(() => session.setState({ at: null, current: kept }))
  expect(chart()).toMatch(/^Step 57 of 60/)
})
