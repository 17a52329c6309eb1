/** What stands where: families together, forms at their words' middle, and what nothing happens to left out. */
import { expect, test } from 'vitest'
import { joined, ROW } from './joined.ts'

const form = (word: string, left: string, right: string) => ({ word, left, right })

test('words of one form stand together, and the form in their middle', () => {
  const { words, left, right, edges, rest } = joined(
    [form('went', 'go', 'went'), form('the', 'the', 'the'), form('ran', 'run', 'ran'), form('goes', 'go', 'goe')],
    9,
  )
  expect(words.map(({ text }) => text)).toEqual(['went', 'goes', 'ran'])
  expect(left).toEqual([
    { text: 'go', y: ROW },
    { text: 'run', y: 2.5 * ROW },
  ])
  expect(right.map(({ text }) => text)).toEqual(['went', 'goe', 'ran'])
  expect(edges).toHaveLength(6)
  expect(rest).toBe(1)
})

test('one spelling may have two forms, and a word that another is brought to stays', () => {
  const { words, edges } = joined(
    [form('saw', 'see', 'saw'), form('saw', 'saw', 'saw'), form('nets', 'net', 'net'), form('net', 'net', 'net')],
    9,
  )
  expect(words.map(({ text }) => text)).toEqual(['saw', 'nets', 'net'])
  expect(edges.filter(({ side, word }) => side === 'left' && word === 0)).toHaveLength(2)
})

test('no more than there is room for, and nothing of nothing', () => {
  const many = Array.from({ length: 30 }, (_, i) => form(`w${i}s`, `w${i}`, `w${i}`))
  const { words, rest } = joined(many, 10)
  expect([words.length, rest]).toEqual([10, 20])
  expect(joined([], 10)).toEqual({ words: [], left: [], right: [], edges: [], rest: 0 })
})
