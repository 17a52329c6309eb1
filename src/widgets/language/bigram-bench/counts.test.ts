/** Counting is the core's baseline, measured on the windows of its training, and a trained table comes near it. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { bigramLoss } from '../../../core/data/bigram.ts'
import { prepareCorpus } from '../../../core/data/corpus.ts'
import { readBundledText } from '../../../core/data/node.ts'
import { CharacterTokenizer } from '../../../core/tokenizer/characters.ts'
import { PROSE } from '../../../worker/testing/environment.ts'
import { BATCH, countBigrams, followersOf, marksOf, probability, TIME, write } from './counts.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'

const TEXT = readBundledText('state-of-the-union').slice(0, 60_000)

test('the bits are those of the core’s bigram baseline', () => {
  const bigram = countBigrams(TEXT)
  const { train } = prepareCorpus(TEXT, CharacterTokenizer.fromText(TEXT))
  const windows = bigram.heldOut.flatMap(({ ids, targets }) =>
    Array.from({ length: BATCH }, (_, i) => Int32Array.of(...ids.subarray(i * TIME, (i + 1) * TIME), targets[(i + 1) * TIME - 1]!)),
  )
  const nats = windows.reduce((sum, window) => sum + bigramLoss(train, window, bigram.vocabulary.length), 0) / windows.length
  expect(marksOf(bigram).countedBits).toBeCloseTo(nats / Math.LN2, 10)
})

test('every row adds up to 1, and each step down the marks is smaller', () => {
  const bigram = countBigrams(TEXT)
  for (const [a] of bigram.vocabulary.entries()) {
    const sum = bigram.vocabulary.reduce((total, _, b) => total + probability(bigram, a, b), 0)
    expect(sum).toBeCloseTo(1, 10)
  }
  const { uniformBits, singleBits, countedBits } = marksOf(bigram)
  expect(singleBits).toBeLessThan(uniformBits)
  expect(countedBits).toBeLessThan(singleBits)
  const q = bigram.vocabulary.indexOf('q')
  expect(bigram.vocabulary[followersOf(bigram, q)[0]!.id]).toBe('u')
})

test('what it writes is rolled from the rows, the same for the same seed', () => {
  const bigram = countBigrams('abab'.repeat(120))
  const a = bigram.vocabulary.indexOf('a')
  const text = write(bigram, a, 400, 1)
  expect(text).toBe(write(bigram, a, 400, 1))
  expect(text).toHaveLength(401)
  const kept = [...text].filter((character, i) => i > 0 && character !== text[i - 1]).length
  const expected = probability(bigram, a, bigram.vocabulary.indexOf('b'))
  expect(Math.abs(kept / 400 - expected)).toBeLessThan(0.03)
})

test('trained by gradient, the table comes near the counts, on another text as well', async () => {
  const world = await openWorld()
  const first = await measure(widget, { text: TEXT.slice(0, 20_000) }, world)
  expect(Math.abs(first.trainedBits! - first.countedBits!)).toBeLessThan(0.15)
  const other = await measure(widget, { steps: 20 }, world)
  expect(other.countedBits).toBeCloseTo(marksOf(countBigrams(PROSE)).countedBits, 10)
  expect((await world.core.texts()).filter(({ ref }) => ref.kind === 'stored')).toEqual([])
})
