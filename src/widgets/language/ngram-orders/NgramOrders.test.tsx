/** Orders side by side, the turn marked, a context read back, and a text of one's own counted instead. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { NgramStudy } from '../../../core/data/ngramStudy.ts'
import { answer, prepare } from '../../testing/session.ts'
import NgramOrders from './View.tsx'

afterEach(cleanup)

const TEXT = 'the old ship and the old whale met in the old bay. '.repeat(12)

function counting() {
  const asked: unknown[] = []
  answer({
    ngrams: async (text, { prompt, order, length, seed }) => {
      asked.push(text)
      const study = new NgramStudy('own' in text ? text.own : TEXT)
      return {
        orders: [...study.orders],
        best: study.best,
        contexts: study.contexts(prompt, order, 8),
        written: study.write(prompt, order, length, seed),
      }
    },
  })
  return asked
}

test('the chosen order is told, and its context is read back as far as it reaches', async () => {
  prepare()
  counting()
  const onReadings = vi.fn()
  render(<NgramOrders order={3} prompt="the old w" onReadings={onReadings} />)
  const rows = await screen.findByRole('table', { name: /The last characters of it/ })
  expect(within(rows).getAllByRole('row')).toHaveLength(1 + 3)
  const { orders, best } = new NgramStudy(TEXT)
  const { bits, unseen, entries } = orders[2]!
  await vi.waitFor(() =>
    expect(onReadings).toHaveBeenLastCalledWith({ order: 3, bits, unseen, entries, bestOrder: best.order, bestBits: best.bits }),
  )
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  expect(screen.getByRole('cell', { name: orders[4]!.bits.toFixed(3) })).toBeTruthy()
})

test('a text of one’s own is counted once it is long enough', async () => {
  prepare()
  const asked = counting()
  render(<NgramOrders />)
  await screen.findByRole('table', { name: /The last characters of it/ })
  fireEvent.click(screen.getByRole('button', { name: 'yours' }))
  const own = `${TEXT}An own end.`
  fireEvent.change(screen.getByRole('textbox', { name: 'Your text' }), { target: { value: 'too short' } })
  fireEvent.change(screen.getByRole('textbox', { name: 'Your text' }), { target: { value: own } })
  await vi.waitFor(() => expect(asked.at(-1)).toEqual({ own }))
  expect(asked).not.toContainEqual({ own: 'too short' })
})
