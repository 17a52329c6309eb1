/** The knobs become the spec that the worker trains, and what it answers is shown and read. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { NetEvent, NetSpec } from '../../../worker/protocol.ts'
import { answer, prepare, tell } from '../../testing/session.ts'
import { close, press, sumIn } from '../../testing/sums.ts'
import MlpPlayground from './View.tsx'

afterEach(cleanup)

const layers = [
  { w: Float32Array.of(1.5, -2, 0.5, 3), b: Float32Array.of(0.25, -1) },
  { w: Float32Array.of(2, -1), b: Float32Array.of(0.125) },
]
const numbers = { step: 300, trainLoss: 0.1, testLoss: 0.25, trainAccuracy: 1, testAccuracy: 0.975 }

test('training shows what the worker measured; a new width trains another net', async () => {
  prepare()
  const specs: NetSpec[] = []
  const end = { kind: 'mlp', ...numbers, status: 'done', parameters: 9, backend: 'cpu' } as const
  const event: Extract<NetEvent, { kind: 'mlp' }> = {
    kind: 'mlp',
    ...numbers,
    surface: new Float32Array(4).fill(0.5),
    units: [[new Float32Array(4), new Float32Array(4)]],
    layers,
  }
  answer(
    tell((job) => {
      if (job.kind === 'net') specs.push(job.net)
      return [
        { type: 'net', net: event },
        { type: 'ended', status: 'done', step: 300, net: end },
      ]
    }),
  )
  const onReadings = vi.fn()
  const onParams = vi.fn()
  render(<MlpPlayground data="xor" hidden="2" onReadings={onReadings} onParams={onParams} />)
  expect(screen.getByText('9')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Train' }))
  await waitFor(() =>
    expect(onReadings).toHaveBeenCalledWith({
      parameters: 9,
      steps: 300,
      trainLoss: 0.1,
      testLoss: 0.25,
      trainAccuracy: 1,
      testAccuracy: 0.975,
    }),
  )
  expect(screen.getByText('.975')).toBeTruthy()
  expect(screen.getByText('TensorFlow.js, on the CPU')).toBeTruthy()
  expect(screen.getAllByRole('img', { name: /^Layer 1, unit/ })).toHaveLength(2)
  const unit = await press(/: layer 1, unit 2 at \(0\.30, 0\.30\)/)
  expect(await sumIn(unit)).toBeCloseTo(-2 * 0.3 + 3 * 0.3 - 1, 3)
  expect(unit.textContent).toContain(`= −${Math.tanh(0.7).toFixed(3)}`)
  await close()
  const out = await press(/: share for class 1/)
  expect(await sumIn(out)).toBeCloseTo(2 * Math.tanh(0.85) + Math.tanh(0.7) + 0.125, 3)
  await close()
  fireEvent.click(screen.getByRole('button', { name: 'more: layer 1' }))
  expect(onParams).toHaveBeenCalledWith({ hidden: '3' })
  await waitFor(() => expect(specs.at(-1)).toMatchObject({ kind: 'mlp', hidden: [3], data: { set: 'xor' } }))
})

test('a failure says what to do', async () => {
  prepare()
  const error = { code: 'not-a-number', message: 'The loss is no longer a number.', hint: 'Try a tenth of it.' } as const
  answer(tell(() => [{ type: 'ended', status: 'failed', step: 3, error }]))
  render(<MlpPlayground />)
  fireEvent.click(screen.getByRole('button', { name: 'Train' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Try a tenth of it.')
})
