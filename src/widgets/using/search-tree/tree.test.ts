/** What begins alike is one path; the likelier child stands above; ends are named by all who found them. */
import { expect, test } from 'vitest'
import type { Found, FoundPath } from '../../../worker/protocol.ts'
import { readingsOf, rowsOf, treeOf } from './tree.ts'

const path = (text: string, ...shares: number[]): FoundPath => {
  const tokens = [...text].map((token, i) => ({ id: token.charCodeAt(0), token, logProbability: Math.log(shares[i]!) }))
  const sum = tokens.reduce((total, token) => total + token.logProbability, 0)
  return { tokens, sum, score: sum, ended: false }
}
const found: Found = {
  greedy: path('ab', 0.6, 0.3),
  beams: [
    [path('a', 0.6), path('c', 0.4)],
    [path('cd', 0.4, 0.9), path('ab', 0.6, 0.3)],
  ],
  samples: [path('ab', 0.6, 0.3), path('ce', 0.4, 0.1)],
  exact: { best: path('cd', 0.4, 0.9), readings: 3 },
  vocabulary: 5,
  ends: false,
}

test('one tree', () => {
  const tree = treeOf(found)
  expect(tree.nodes).toHaveLength(5)
  expect(tree.roots.map(({ token, row }) => [token, row])).toEqual([
    ['a', 0],
    ['c', 1],
  ])
  expect(rowsOf(tree)).toBe(3)
  const names = tree.leaves.map(({ path: { tokens }, who }) => [tokens.map(({ token }) => token).join(''), [...who].sort().join()])
  expect(Object.fromEntries(names)).toEqual({ ab: 'beam,greedy,sample', cd: 'beam,exact', ce: 'sample' })
  const end = tree.leaves.find(({ who }) => who.has('exact'))!.node
  expect(Math.exp(end.sum)).toBeCloseTo(0.36, 12)
})

test('readings say what the beams missed', () => {
  expect(readingsOf(found, 2)).toMatchObject({ missed: 0, beam: Math.log(0.4) + Math.log(0.9), length: 2 })
  const { missed, ...rest } = readingsOf({ ...found, exact: { best: null, readings: 9 } }, 2)
  expect(missed).toBeUndefined()
  expect(rest.exact).toBeUndefined()
})
