/** Figures can be read and operated without seeing them. */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { AttentionMap } from './AttentionMap.tsx'
import type { BarEntry } from './barEntry.ts'
import { DistributionBars } from './DistributionBars.tsx'
import { Curves } from './Curves.tsx'
import { LossChart } from './LossChart.tsx'
import { Shades } from './Shades.tsx'
import { VectorBars } from './VectorBars.tsx'
import { light, litNow } from '../ui/highlight.ts'
import { ModelDiagram } from './ModelDiagram.tsx'
import { SampleStream } from './SampleStream.tsx'

afterEach(cleanup)
afterEach(() => light(null))

const train = Array.from({ length: 5000 }, (_, i) => ({ x: i + 1, y: 1 + 3 / (1 + i / 100) }))
const validation = [
  { x: 2500, y: 1.2 },
  { x: 5000, y: 1.1 },
]

test('the loss chart is read by arrow keys, in either unit, and as a table', () => {
  render(
    <LossChart
      name="first run"
      train={train}
      validation={validation}
      references={[{ name: 'guessing', loss: Math.log(65) }]}
      totalSteps={5000}
    />,
  )
  const chart = screen.getByRole('slider', { name: /Loss of first run/ })
  expect(chart.getAttribute('aria-valuetext')).toContain('guessing 6.02')
  fireEvent.keyDown(chart, { key: 'Home' })
  expect(chart.getAttribute('aria-valuetext')).toBe('step 1: training 5.77 bits, validation 1.73')
  fireEvent.click(screen.getByRole('button', { name: 'nats' }))
  fireEvent.keyDown(chart, { key: 'Home' })
  expect(chart.getAttribute('aria-valuetext')).toContain('training 4.00 nats')
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(3)
})

test('the table of losses shows what was evaluated, however thinned the curve is', () => {
  const evaluations = [
    { x: 1, y: 3.9, train: 3.8 },
    { x: 5000, y: 1.2, train: 1 },
  ]
  for (const points of [train, train.filter((_, i) => i % 7 === 3)]) {
    const { unmount } = render(<LossChart name="a run" train={points} validation={evaluations} totalSteps={5000} />)
    fireEvent.click(screen.getByRole('button', { name: 'Table' }))
    const cells = within(screen.getByRole('table')).getAllByRole('cell')
    expect(cells.map((cell) => cell.textContent)).toEqual(['5.482', '5.627', '1.443', '1.731'])
    unmount()
  }
})

test('the loss chart stands before the first step', () => {
  render(<LossChart name="new run" train={[]} validation={[]} totalSteps={100} />)
  expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('No steps yet.')
})

test('the model diagram is a control', () => {
  const change = vi.fn()
  const sizes = { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 32, nVocab: 65 }
  render(<ModelDiagram sizes={sizes} parts={null} limits={{ nLayer: [1, 48], nEmbd: [4, 4096] }} onChange={change} />)
  fireEvent.click(screen.getByRole('button', { name: '+ duplicate h.1' }))
  expect(change).toHaveBeenLastCalledWith({ nLayer: 3 })
  fireEvent.click(screen.getByRole('button', { name: 'Remove h.0' }))
  expect(change).toHaveBeenLastCalledWith({ nLayer: 1 })
  fireEvent.keyDown(screen.getByRole('slider', { name: 'Width' }), { key: 'ArrowRight' })
  const wider = change.mock.lastCall![0].nEmbd
  expect(wider).toBeGreaterThan(64)
  expect(wider % 4).toBe(0)
})

test('the model table adds up', () => {
  const parts = { wte: 4160, wpe: 2048, attention: 16768, feedForward: 33216 }
  render(
    <ModelDiagram
      sizes={{ nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 32, nVocab: 65 }}
      parts={parts}
      limits={{ nLayer: [1, 48], nEmbd: [4, 4096] }}
    />,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  expect(screen.getByText('106,176')).toBeDefined()
})

test('heads keep the size that they are said to have, in the drawing and in the table', () => {
  const sizes = { nLayer: 1, nHead: 3, nEmbd: 96, nCtx: 32, nVocab: 65 }
  const { container } = render(
    <ModelDiagram sizes={sizes} parts={null} shape={{ headSize: 24 }} limits={{ nLayer: [1, 48], nEmbd: [4, 4096] }} />,
  )
  expect(container.querySelector('svg')!.textContent).toContain('3 heads × 24')
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  expect(screen.getByRole('table').textContent).toContain('3 heads × 24')
})

test('the model table adds up for shared layers with an output of their own', () => {
  const parts = { wte: 4160, wpe: 0, attention: 10_000, feedForward: 20_000, blocks: 1, output: 4288 }
  const sizes = { nLayer: 3, nHead: 4, nEmbd: 64, nCtx: 32, nVocab: 65 }
  const shape = { preNorm: true, norm: 'RMSNorm', inner: 172, kvHeads: 2, positions: 'rotary positions', untied: true } as const
  render(<ModelDiagram sizes={sizes} parts={parts} shape={shape} limits={{ nLayer: [1, 48], nEmbd: [4, 4096] }} />)
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  const rows = within(screen.getByRole('table'))
    .getAllByRole('row')
    .map((row) => row.textContent)
  expect(rows).toContain('rotary positionsnothing learned0')
  expect(rows).toContain('attention with RMSNorm, one block4 heads × 16, 2 of keys and values10,000')
  expect(rows).toContain('after the last blockRMSNorm, 65 × 644,288')
  expect(rows.at(-1)).toBe('all3 blocks with the weights of 138,448')
})

const entry = (id: number, token: string, logit: number, probability: number, kept: number): BarEntry => ({
  id,
  token,
  logit,
  scaled: logit,
  probability,
  kept,
})

test('the bars show shares, what is cut, and the arithmetic of the chosen row', () => {
  const entries = [entry(1, 'a', Math.log(6), 0.6, 0.75), entry(2, ' ', Math.log(2), 0.2, 0.25), entry(3, 'c', Math.log(2), 0.2, 0)]
  render(<DistributionBars entries={entries} temperature={1} logSumExp={Math.log(10)} rolled={{ id: 2, dice: 0.8 }} />)
  const rows = screen.getAllByRole('row').slice(1)
  expect(rows.map((row) => row.textContent)).toEqual(['a.750', '␣.250', 'ccut'])
  expect(screen.getByText('2.00 ÷ 8.00 =', { exact: false }).textContent).toBe('2.00 ÷ 8.00 = .250')
  fireEvent.click(screen.getByRole('button', { name: 'Arithmetic of c' }))
  expect(screen.getByText('2.00 ÷ 10.0 =', { exact: false }).textContent).toBe('2.00 ÷ 10.0 = .200')
  expect(screen.getByRole('img', { name: 'The dice fell on .800' })).toBeDefined()
})

test('a penalty stands in the arithmetic, and at temperature 0 nothing is divided', () => {
  // A logit of 3 that a penalty of 1.5 has brought to 2, at temperature 0.5.
  const penalized = { ...entry(1, 'a', 3, 1, 1), scaled: 4 }
  const { rerender } = render(<DistributionBars entries={[penalized]} temperature={0.5} logSumExp={4} />)
  expect(screen.getByText('logit, penalty ÷ T', { exact: false })).toBeDefined()
  expect(screen.getByText(/^3\.00 → 2\.00 ÷ /)).toBeDefined()
  rerender(<DistributionBars entries={[entry(1, 'a', 3, 1, 1)]} temperature={0} logSumExp={3} />)
  expect(screen.getByText('3.00, and at temperature 0 the largest is taken')).toBeDefined()
})

test('the attention map moves by keys and never looks ahead', () => {
  const weights = new Float32Array([1, 0, 0, 0.4, 0.6, 0, 0.2, 0.3, 0.5])
  render(<AttentionMap tokens={['a', 'b', 'c']} weights={weights} caption="head 0" />)
  const map = screen.getByRole('slider')
  expect(map.getAttribute('aria-valuetext')).toBe('c reads .500 from c')
  fireEvent.keyDown(map, { key: 'ArrowLeft' })
  expect(map.getAttribute('aria-valuetext')).toBe('c reads .300 from b')
  fireEvent.keyDown(map, { key: 'ArrowUp' })
  fireEvent.keyDown(map, { key: 'ArrowRight' })
  expect(map.getAttribute('aria-valuetext')).toBe('b reads .600 from b')
})

test('the stream keeps the first and the newest sample', () => {
  const items = Array.from({ length: 40 }, (_, i) => ({ step: i * 10, loss: 2, prompt: 'The', text: ` ${i}` }))
  render(<SampleStream items={items} unit="bits" />)
  const rows = screen.getAllByRole('listitem')
  expect(rows).toHaveLength(8)
  expect(rows[0]!.textContent).toContain('390')
  expect(rows.at(-1)!.textContent).toContain('The 0')
})

test('a concept of the text lights its parts of the figures, and they light it', () => {
  const sizes = { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 32, nVocab: 65 }
  const { container } = render(
    <>
      <ModelDiagram sizes={sizes} parts={null} limits={{ nLayer: [1, 48], nEmbd: [4, 4096] }} />
      <AttentionMap tokens={['a', 'b']} weights={new Float32Array([1, 0, 0.4, 0.6])} caption="head 0" />
    </>,
  )
  const lit = () => container.querySelectorAll('g[data-lit="true"]').length
  const labels = () =>
    [...container.querySelectorAll('text')]
      .filter((label) => label.getAttribute('class')?.includes('lit'))
      .map((label) => label.textContent)
  act(() => light('query'))
  expect([lit(), labels()]).toEqual([2, ['a', 'b']])
  act(() => light('query/row-2'))
  expect([lit(), labels()]).toEqual([0, ['b']])
  act(() => light('residual'))
  expect([lit(), labels()]).toEqual([1, []])
  fireEvent.pointerEnter(container.querySelectorAll('g[data-lit]')[0]!)
  expect(litNow()).toBe('residual')
})

test('curves, vectors and tables of shades answer to the word of their colour', () => {
  const { container } = render(
    <>
      <Curves
        caption="c"
        across="x"
        writeX={String}
        writeY={String}
        curves={[
          {
            name: 'down',
            points: [
              { x: 0, y: 1 },
              { x: 1, y: 0 },
            ],
            colour: 'gradient',
          },
        ]}
      />
      <VectorBars caption="v" rows={[{ name: 'said', values: [1, -2, 3], colour: 'value' }]} />
      <Shades caption="s" values={Float32Array.of(1, 2, 3, 4)} columns={2} row="place" column="number" colour="position" />
    </>,
  )
  for (const name of ['gradient', 'value', 'position']) {
    act(() => light(name))
    expect(
      [...container.querySelectorAll('[data-lit="true"]')].map((part) => (part as HTMLElement).style.getPropertyValue('--concept')),
    ).toEqual([`var(--${name})`])
  }
})

test('a vector and a table are read number by number with the arrow keys, and the number may be something to press', () => {
  render(
    <>
      <VectorBars
        caption="v"
        rows={[{ name: 'said', values: [1, -2, 3] }]}
        number={(row, place, value) => <button type="button">{`${row} ${place} ${value}`}</button>}
      />
      <Shades caption="s" values={Float32Array.of(1, 2, 3, 4)} columns={2} row="place" column="number" colour="position" />
    </>,
  )
  const [vector, table] = screen.getAllByRole('slider')
  fireEvent.keyDown(vector!, { key: 'ArrowRight' })
  expect(vector!.getAttribute('aria-valuetext')).toBe('number 1: said: −2.000')
  expect(screen.getByRole('button', { name: '0 1 -2' })).toBeTruthy()
  fireEvent.keyDown(table!, { key: 'ArrowDown' })
  fireEvent.keyDown(table!, { key: 'ArrowRight' })
  expect(table!.getAttribute('aria-valuetext')).toBe('place 1, number 1: 4.000')
})
