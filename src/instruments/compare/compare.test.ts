/** Names of models, what differs between two, and how far their results lie apart. */
import { expect, test } from 'vitest'
import { model } from '../../widgets/testing/session.ts'
import { curvesApart, meanDistance, numbersApart, sharesApart } from './distance.ts'
import { differencesOf } from './facts.ts'
import { handleOf, MODEL_NAME, nameOf } from './named.ts'

test('a name is a model, a step of it, or a step of the open one, and is written back the same', () => {
  expect(handleOf('world', 'mine')).toEqual({ id: 'world' })
  expect(handleOf('world@0', 'mine')).toEqual({ id: 'world', step: 0 })
  expect(handleOf('@200', 'mine')).toEqual({ id: 'mine', step: 200 })
  expect(handleOf('@200', null)).toBeNull()
  expect(handleOf('open', 'mine'), 'the open model needs no name').toBeNull()
  for (const name of ['world', 'world@0', '@200']) expect(nameOf(handleOf(name, 'mine')!, 'mine')).toBe(name)
  for (const wrong of ['', '@', 'a b', 'x@', '@-1']) expect(MODEL_NAME.test(wrong), wrong).toBe(false)
})

test('a model and itself differ in nothing; sizes, variants, cuts and results are listed where they do', () => {
  expect(differencesOf(model, { ...model })).toEqual([])
  const config = { ...model.config, nLayer: 3, variant: { norm: 'pre' as const }, surgery: { noMask: true as const } }
  const found = differencesOf(model, { ...model, name: 'another', step: 50, config, validationLoss: 1 })
  expect(found.map(({ name }) => name)).toEqual(['step', 'layers', 'norm', 'loss on held-out text, nats', 'cut out'])
  expect(found[0]!.values).toEqual(['100', '50'])
  expect(found.at(-1)!.values).toEqual(['–', 'the mask'])
})

test('shares, distributions, numbers and curves are subtracted where both sides have them', () => {
  expect(meanDistance([1, 0, 0.5, 0.5], [1, 0, 0.5, 0.5], 2)).toBe(0)
  expect(meanDistance([1, 0, 1, 0], [0, 1, 1, 0], 2)).toBe(0.5)
  const p = (token: string, probability: number) => ({ token, probability })
  expect(sharesApart([p('a', 0.75), p('b', 0.25)], [p('a', 0.5), p('c', 0.5)])).toEqual([
    { token: 'c', left: 0, right: 0.5 },
    { token: 'a', left: 0.75, right: 0.5 },
    { token: 'b', left: 0.25, right: 0 },
  ])
  expect(numbersApart({ same: 1, moved: 1, none: Number.NaN }, { same: 1, moved: 2, none: Number.NaN })).toEqual([
    { name: 'moved', left: 1, right: 2 },
  ])
  const line = (...y: number[]) => y.map((y, x) => ({ x, y }))
  expect(curvesApart(line(1, 2, 3), line(2, 2))).toEqual(line(1, 0))
})
