/** Kinds of characters, the half-way steps, and a real run that is read step by step. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { KINDS, kindOf } from './kinds.ts'
import { halfWay, learn, type Moment, momentAt, readingsOf } from './order.ts'

test('a character is of a kind by where it stands', () => {
  const characters = [...'so Mila, A.']
  expect(characters.map((_, place) => kindOf(characters, place))).toEqual([
    'first letter',
    'second letter',
    'space',
    'name',
    'second letter',
    'later letters',
    'later letters',
    null,
    'space',
    'name',
    null,
  ])
  // A capital that begins a sentence is no name.
  expect(kindOf([...'Yes. Mila'], 5)).toBeNull()
})

test('half way lies between two moments, along a line, and nowhere where nothing was learned', () => {
  const at = (step: number, space: number): Moment => ({
    step,
    byKind: { space, 'later letters': 3, 'second letter': 3, 'first letter': 3, name: 3 },
    loss: 3,
    shown: [],
    written: '',
  })
  const moments = [at(0, 4), at(10, 3.5), at(20, 2.5), at(40, 2)]
  expect(halfWay({ moments }, 'space')).toBe(15)
  expect(halfWay({ moments }, 'name')).toBeNaN()
  expect(momentAt({ moments }, 24).step).toBe(20)
})

test('a run is read at the steps that it kept; its kinds make up the mean, and nothing of it stays', async () => {
  const { core } = await openWorld()
  const order = await learn(core, 64, 1)
  expect(order.moments.map(({ step }) => step)).toEqual(expect.arrayContaining([0, 30, 60, 64]))
  const [first, last] = [order.moments[0]!, order.moments.at(-1)!]
  expect(first.loss).toBeCloseTo(order.uniform, 0)
  expect(last.loss).toBeLessThan(first.loss - 0.5)
  expect(last.shown).toHaveLength([...order.passage].length - 1)
  expect(last.written.length).toBeGreaterThan(10)
  const losses = KINDS.map((kind) => last.byKind[kind])
  expect(Math.min(...losses)).toBeLessThan(last.loss)
  expect(Math.max(...losses)).toBeGreaterThan(last.loss)
  expect(readingsOf(order, 64)).toMatchObject({ step: 64, loss: last.loss, space: last.byKind.space })
  expect((await core.models()).every(({ origin }) => origin === 'shipped')).toBe(true)
}, 120_000)
