/** The last point is the core's own loss, the curves part where the window reaches the change, and other weights read otherwise. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { PASSAGE, reachOf, readingsOf, replaced, windowSizes } from './curve.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'

test('windows double up to the widest, and a word is replaced only before the targets', () => {
  expect(windowSizes(10)).toEqual([1, 2, 4, 8, 10])
  expect(windowSizes(8)).toEqual([1, 2, 4, 8])
  expect(replaced('one two three four five', 'two', '2', 'ee four five')).toBe('one 2 three four five')
  expect(replaced('one two three four five', 'five', '5', 'ee four five')).toBeNull()
  expect(replaced('one two three four five', 'six', '6', 'ee four five')).toBeNull()
})

test('the widest window is the core’s mean over one window for each target', async () => {
  const { core, handle, model } = await openWorld()
  const reach = await reachOf(core, handle, model, PASSAGE, { word: 'the people of America', instead: 'a crowd in London' })
  let sum = 0
  const widest = reach.points.at(-1)!.seen
  for (let end = PASSAGE.length - 12; end < PASSAGE.length; end++) {
    const { tensors } = await core.probe(handle, PASSAGE.slice(end - widest, end + 1), ['losses'])
    sum += tensors[0]!.data.at(-1)! / Math.LN2
  }
  expect(reach.points.at(-1)!.bits).toBeCloseTo(sum / 12, 6)
  const near = reach.points.filter(({ seen }) => seen <= 32)
  expect(reach.changed!.slice(0, near.length)).toEqual(near)
  expect(reach.changed!.at(-1)!.bits).not.toBe(reach.points.at(-1)!.bits)
  expect(readingsOf(reach).gain).toBeGreaterThan(0.5)
})

test('other weights and another text give other readings', async () => {
  const here = await measure(widget, {}, await openWorld())
  expect((await measure(widget, {}, await openWorld({ noise: 0.3 }))).bitsAtAll).not.toBe(here.bitsAtAll)
  expect((await measure(widget, {}, await openWorld({ text: PASSAGE }))).bitsAtAll).not.toBe(here.bitsAtAll)
})

/** What the lesson on why there is attention says of the small world's model. */
test('the model of the small world reads a name 104 characters back, and no window of 64 shows it', async () => {
  const folder = new URL('../../../../public/checkpoints/world/', import.meta.url)
  const files = new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))]))
  const world = await openWorld({ environment: { fetchShipped: async () => files } })
  const text =
    'One sunny morning, Mila went to the park. She had brought a small red book. Soon she met her neighbour Nora. The benches were full of people. But a little later, she broke the book. Mila was sad because Nora'
  const { points, changed } = await reachOf(world.core, { id: 'world' }, await world.core.describe({ id: 'world' }), text, {
    word: 'Nora',
    instead: 'Anna',
  })
  const near = points.filter(({ seen }) => seen <= 64)
  expect(changed!.slice(0, near.length)).toEqual(near)
  const at = (all: readonly { seen: number; bits: number }[]) => all.find(({ seen }) => seen === 128)!.bits
  expect(points.find(({ seen }) => seen === 64)!.bits).toBeGreaterThan(0.3)
  expect(at(points)).toBeLessThan(0.05)
  expect(at(changed!)).toBeGreaterThan(0.8)
})

test('a text without room for a window is refused in words', async () => {
  const { core, handle, model } = await openWorld()
  await expect(reachOf(core, handle, model, 'too short', { word: '', instead: '' })).rejects.toMatchObject({ code: 'bad-text' })
})
