/** Columns are as high as they should be, cuts lie below what stays, and the dice see what is left over the whole height. */
import { expect, test } from 'vitest'
import { streamsOf } from './bands.ts'
import { chainOf, COLUMNS, cutAt } from './chain.ts'

const candidates = [0.4, 0.3, 0.2, 0.06, 0.03, 0.01].map((p, id) => ({ id, token: 'abcdef'[id]!, logit: Math.log(p), seen: id === 1 }))
const chain = chainOf({ candidates, written: [] }, { temperature: 1, topK: 4, topP: 0.9, minP: 0.3, penalty: 1.5 }, 1)
const HEIGHT = 300
const streams = streamsOf(chain, HEIGHT)

test('every column is full', () => {
  for (let column = 0; column <= COLUMNS.length; column++) {
    const bands = streams.flatMap(({ bands }) => bands[column] ?? [])
    expect(bands.reduce((sum, { height }) => sum + height, 0)).toBeCloseTo(HEIGHT, 6)
    const kept = bands.filter(({ cut }) => !cut)
    const lowest = Math.max(...kept.map(({ y, height }) => y + height))
    for (const { y, cut } of bands) if (cut) expect(y).toBeGreaterThanOrEqual(lowest - 1e-9)
  }
})

test('the dice’s column has what stays, and the pointer stands in the band of the token that is drawn', () => {
  const last = streams.filter(({ bands }) => bands[COLUMNS.length])
  expect(last.map(({ row }) => row?.token)).toEqual(chain.rows.filter(({ kept }) => kept > 0).map(({ token }) => token))
  const { y, height } = last.find(({ row }) => row?.id === chain.drawn.id)!.bands[COLUMNS.length]!
  expect(chain.dice * HEIGHT).toBeGreaterThanOrEqual(y)
  expect(chain.dice * HEIGHT).toBeLessThan(y + height)
})

test('a token says which filter cut it, and the penalty changes the order after the model’s own column', () => {
  expect(COLUMNS[cutAt(chain.rows.find(({ token }) => token === 'f')!)!]).toBe('top-k')
  const order = (column: number) =>
    streams
      .filter(({ row, bands }) => row && bands[column])
      .sort((a, b) => a.bands[column]!.y - b.bands[column]!.y)
      .map(({ row }) => row!.token)
  expect(order(0).slice(0, 3)).toEqual(['a', 'b', 'c'])
  expect(order(1).slice(0, 3)).toEqual(['a', 'c', 'b'])
})
