/** A passage read by a small net: every number opens to what it comes from, by table too. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Rnn } from '../../../experiments/rnn.ts'
import { close, press, sumIn } from '../../testing/sums.ts'
import { Passage } from './Passage.tsx'
import { readPassage } from '../../../experiments/rnnReading.ts'

afterEach(cleanup)

test('state, surprise and shares are explained with the net’s own weights', async () => {
  const some = (n: number, by: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(by * (i + 1)))
  const rnn: Rnn = {
    vocabulary: ['?', 'a', 'b', 'c'],
    width: 5,
    embed: some(20, 1.3),
    input: some(25, 0.7),
    bias: some(5, 2.1),
    state: some(25, 1.7),
    head: some(20, 0.9),
    headBias: some(4, 0.4),
  }
  const read = readPassage(rnn, 'abca')
  render(<Passage rnn={rnn} read={read} />)

  const cells = screen.getByRole('slider', { name: /The state while it reads/ })
  fireEvent.keyDown(cells, { key: 'ArrowDown' })
  const state = await press(/: h\.0\.state at 1, 0/)
  expect(Math.tanh(await sumIn(state))).toBeCloseTo(read.states[5]!, 2)
  expect(state.textContent).toMatch(/nats of loss for each 1 that is added/)
  await close()
  for (let i = 0; i < 2; i++) fireEvent.keyDown(cells, { key: 'ArrowDown' })
  expect((await press(/: h\.0\.state at 3, 0/)).textContent).toContain('nothing is predicted from here')
  await close()

  const text = screen.getByRole('slider', { name: /surprise at each character/ })
  expect(text.getAttribute('aria-valuetext')).toBe(`token 1, b: ${read.surprise[0]!.toFixed(2)} bits`)
  const surprise = await press(/: surprise at b/)
  await sumIn(surprise)
  expect(surprise.textContent).toContain(`= ${read.surprise[0]!.toFixed(3)}`)
  await close()
  await press(/: numbers of the state beyond/)
  expect(screen.getByRole('dialog').textContent).toMatch(/\d+ \/ 20 = /)
  await close()

  fireEvent.click(screen.getAllByRole('button', { name: 'Table' })[0]!)
  expect(within(screen.getByRole('table')).getAllByRole('button', { name: /: surprise at .\. Explain/ })).toHaveLength(3)
})
