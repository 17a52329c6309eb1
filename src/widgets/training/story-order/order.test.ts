/** A model of whole stories expects a sentence by those before it; shuffled, the same sentences cost it more. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { stories } from '../../../core/data/world/story.ts'
import { readBothOrders, readingsOf } from './order.ts'
import widget from './widget.ts'

const smallWorld = () => openWorld({ folder: 'world' })

test('the story of the figure, in three orders', async () => {
  const { core, handle } = await smallWorld()
  for (const seed of [1, 2, 3]) {
    const both = await readBothOrders(core, handle, widget.defaults.text as string, seed)
    expect(both.inOrder.map(({ written }) => written)).toEqual([0, 1, 2, 3, 4, 5])
    expect(both.shuffled.map(({ written }) => written)).not.toEqual([0, 1, 2, 3, 4, 5])
    const joined = both.shuffled.map(({ tokens }) => tokens.join('')).join(' ')
    expect(joined).toContain('She lent the kite to him.')
    expect(readingsOf(both).times).toBeGreaterThan(2)
  }
})

test('held-out stories: the same on average', async () => {
  const { core, handle } = await smallWorld()
  const times: number[] = []
  for (const { text } of stories(99, true)) {
    times.push(readingsOf(await readBothOrders(core, handle, text, 1 + times.length)).times!)
    if (times.length === 12) break
  }
  const mean = times.reduce((sum, each) => sum + each, 0) / times.length
  expect(mean).toBeGreaterThan(2)
})

test('sentences that could stand anywhere cost about as much anywhere', async () => {
  const { core, handle } = await smallWorld()
  const text = 'Paul was calm. It was a cold morning. The gate was open. A ship was passing by. The path was narrow.'
  const { times } = readingsOf(await readBothOrders(core, handle, text, 1))
  expect(times).toBeLessThan(2)
})
