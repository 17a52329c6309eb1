/** The study's numbers are those of the tables it is made of, and what it writes follows from the seed. */
import { expect, test } from 'vitest'
import { streamKey, uniform } from '../random.ts'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { bigramLoss } from './bigram.ts'
import { prepareCorpus } from './corpus.ts'
import { NgramStudy, ORDERS } from './ngramStudy.ts'

const LINE = 'the old ship and the old whale met in the old bay. '
const TEXT = LINE.repeat(40)

test('order 2 is the bigram’s loss where windows do not matter, and a text that repeats is known at every order', () => {
  const study = new NgramStudy(TEXT)
  expect(study.orders.map(({ order }) => order)).toEqual(Array.from({ length: ORDERS }, (_, i) => i + 1))
  const tokenizer = CharacterTokenizer.fromText(TEXT)
  const { train, validation } = prepareCorpus(TEXT, tokenizer)
  expect(study.orders[1]!.bits).toBeCloseTo(bigramLoss(train, validation, tokenizer.size) / Math.LN2, 1)
  expect(study.orders.at(-1)!.unseen).toBe(0)
  expect(study.best.bits).toBe(Math.min(...study.orders.map(({ bits }) => bits)))
  expect(study.best.order).toBeGreaterThan(4)
})

test('text without order is best counted by single characters, and longer contexts were never seen', () => {
  const key = streamKey(1, 0, 0)
  const random = Array.from({ length: 3000 }, (_, i) => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(26 * uniform(key, i))]!).join('')
  const { best, orders } = new NgramStudy(random)
  expect(best.order).toBe(1)
  expect(best.bits).toBeGreaterThan(Math.log2(26) - 0.05)
  expect(orders[7]!.bits).toBeGreaterThan(orders[0]!.bits)
})

test('a context is read back character by character', () => {
  const contexts = new NgramStudy(TEXT).contexts('the old w', 8, 2)
  expect(contexts.map(({ context }) => context)).toEqual(['', 'w', ' w', 'd w', 'ld w', 'old w', ' old w', 'e old w'])
  expect(contexts[7]).toMatchObject({ times: 36, different: 1, next: [{ character: 'h' }, {}] })
  expect(new NgramStudy(TEXT).contexts('zq', 4, 1).map(({ times }) => times > 0)).toEqual([true, false, false])
})

test('the same seed writes the same, and a high order repeats what it read', () => {
  const study = new NgramStudy(TEXT)
  expect(study.write('the ', 8, 40, 3)).toBe(study.write('the ', 8, 40, 3))
  expect(LINE.repeat(3)).toContain(study.write('the old ship ', 8, 8, 3))
})
