/** The tinted text and its table are the probed outputs of the unit that fires most. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { gelu } from '../../../core/ops/linear/reference.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import { close, press, sumIn } from '../../testing/sums.ts'
import HiddenUnits from './View.tsx'

afterEach(cleanup)

const width = 4 * model.config.nEmbd
const C = model.config.nEmbd
const column = (unit: number) => Float32Array.from({ length: C * width }, (_, i) => (i % width === unit ? Math.sin(1 + i) : 0.5))
const vectors = Float32Array.from({ length: 2 * C }, (_, i) => Math.cos(i))
const weights = column(5)
const dot = (token: number) =>
  Array.from({ length: C }, (_, k) => vectors[token * C + k]! * weights[k * width + 5]!).reduce((a, b) => a + b, 0.25)

test('a unit’s number opens to its products, and its output to the bend; the sums come out', async () => {
  prepare({ current: model })
  const before = new Float32Array(2 * width)
  before[5] = dot(0)
  before[width + 5] = dot(1)
  const after = before.map(gelu)
  const read: Record<string, { shape: number[]; data: Float32Array }> = {
    'h.0.mlp.c_fc': { shape: [1, 2, width], data: before },
    'h.0.mlp.c_fc.gelu': { shape: [1, 2, width], data: after },
    'h.0.ln_1': { shape: [1, 2, C], data: vectors },
    'h.0.mlp.c_fc.weight': { shape: [C, width], data: weights },
    'h.0.mlp.c_fc.bias': { shape: [width], data: new Float32Array(width).fill(0.25) },
    'grad/h.0.mlp.c_fc': { shape: [1, 1, width], data: new Float32Array(width).fill(0.125) },
  }
  answer({
    probe: async (_handle, _text, names) => ({
      tokens: ['a', 'b'],
      targets: null,
      loss: null,
      tensors: names.map((name) => ({ name, ...(read[name] ?? expect.fail(`nothing is called ${name}`)) })),
    }),
  })
  render(<HiddenUnits text="ab" />)
  await screen.findByRole('slider', { name: /output of unit 5/ }, { timeout: 10_000 })
  fireEvent.keyDown(screen.getByRole('slider', { name: /output of unit 5/ }), { key: 'Home' })
  const dialog = await press(/h\.0\.mlp\.c_fc at 0, 0, 5/)
  expect(await sumIn(dialog)).toBeCloseTo(dot(0), 2)
  await waitFor(() => expect(dialog.textContent).toContain('+0.12500 nats'), { timeout: 10_000 })
  await close()
  const bend = await press(/^[−\d]+\.\d{3}: h\.0\.mlp\.c_fc\.gelu at 0, 0, 5/)
  expect(bend.textContent).toContain(`= ${after[5]!.toFixed(3).replace('-', '−')}`)
  await close()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('the strongest unit first, then the next', async () => {
  prepare({ current: model })
  const before = Float32Array.from({ length: 2 * width }, () => -1)
  const after = new Float32Array(2 * width)
  before[5] = 3
  after[5] = 2.996
  after[width + 9] = 1.25
  answer({
    probe: async () => ({
      tokens: ['a', 'b'],
      targets: null,
      loss: null,
      tensors: [
        { name: 'h.0.mlp.c_fc', shape: [1, 2, width], data: before },
        { name: 'h.0.mlp.c_fc.gelu', shape: [1, 2, width], data: after },
      ],
    }),
  })
  const onReadings = vi.fn()
  render(<HiddenUnits text="ab" onReadings={onReadings} />)
  await waitFor(() => expect(screen.getByText(/unit 5 of layer 0/)).toBeTruthy())
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  expect(onReadings.mock.lastCall![0]).toMatchObject({
    units: width,
    strongest: Math.fround(2.996),
    below: (2 * width - 1) / (2 * width),
    firing: 2 / (2 * width),
  })
  fireEvent.click(screen.getByRole('button', { name: 'more: unit, by strength' }))
  expect(screen.getByText(/unit 9 of layer 0/)).toBeTruthy()
  fireEvent.click(screen.getAllByRole('button', { name: 'Table' })[0]!)
  expect(screen.getByText('1.250')).toBeTruthy()
})

test('what the model does not know of a text is said, and no more once it knows all', async () => {
  prepare({ current: model })
  const sentence = '1 of 2 characters (50 %) is not in the vocabulary: "é" (U+00E9) once. The model sees <unk> instead.'
  const values = new Float32Array(2 * width).fill(0.25)
  answer({
    probe: async (_handle, text, names) => ({
      tokens: ['a', 'b'],
      targets: null,
      loss: null,
      tensors: names.map((name) => ({ name, shape: [1, 2, width], data: values })),
      ...(text.includes('é') && { unknown: sentence }),
    }),
  })
  const { rerender } = render(<HiddenUnits text="aé" />)
  expect(await screen.findByText(sentence)).toBeTruthy()
  rerender(<HiddenUnits text="ab" />)
  await waitFor(() => expect(screen.queryByText(sentence)).toBeNull())
})
