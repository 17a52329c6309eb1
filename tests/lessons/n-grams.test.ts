/** What the lesson on n-grams says of counts and of the course's models is so. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { prepareCorpus } from '../../src/core/data/corpus.ts'
import { Ngrams, ngramLossesOver } from '../../src/core/data/ngrams.ts'
import { NgramStudy } from '../../src/core/data/ngramStudy.ts'
import { readBundledText } from '../../src/core/data/node.ts'
import { CharacterTokenizer } from '../../src/core/tokenizer/characters.ts'
import records from '../../src/widgets/deep-learning/board/records.json'

test('on the addresses, six in a row is best, and better than the board’s GPT', { timeout: 120_000 }, () => {
  const { orders, best } = new NgramStudy(readBundledText('state-of-the-union'))
  expect([2, 4, 6, 8].map((order) => orders[order - 1]!.bits.toFixed(2))).toEqual(['3.56', '2.38', '2.09', '2.21'])
  expect(orders[7]!.entries).toBeGreaterThan(2 * orders[5]!.entries)
  expect(best.order).toBe(6)
  expect(records.counted).toMatchObject({ order: 6, bitsPerCharacter: best.bits, entries: best.entries })
  expect(records.rungs.at(-1)!.bitsPerCharacter.toFixed(2)).toBe('2.51')
})

test('in the small world counting ends far above the course’s model', { timeout: 120_000 }, () => {
  const text = readBundledText('world')
  const tokenizer = CharacterTokenizer.fromText(text)
  const { train, validation } = prepareCorpus(text, tokenizer)
  const bits = ngramLossesOver(new Ngrams(train, tokenizer.size, 11), validation).map((nats) => nats / Math.LN2)
  const best = Math.min(...bits)
  expect(bits.indexOf(best) + 1).toBe(10)
  expect(best.toFixed(2)).toBe('0.46')
  const { evaluations } = JSON.parse(readFileSync('public/checkpoints/world/run.json', 'utf8'))
  expect(evaluations.at(-1).bitsPerCharacter).toBeLessThan(0.3)
})
