/** What the widget shows of every merge is what the core learned and encodes. */
import { expect, test } from 'vitest'
import type { MeasuredWorld as World } from '../../frame/define.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { momentOf, stepsOf, trainOn } from './training.ts'

test('before each merge the first pair on show is the one that is merged, with its count and its tokens', () => {
  const training = trainOn(widget.defaults.text as string)
  expect(training.merges.length).toBeGreaterThan(20)
  for (const { rank, parts, count, tokensBefore, tokensAfter } of training.merges) {
    const before = momentOf(training, rank)
    expect(before.pairs[0]).toEqual({ parts, count })
    expect(before.tokens).toBe(tokensBefore)
    expect(momentOf(training, rank + 1).tokens).toBe(tokensAfter)
  }
})

test('a word cut step by step ends where the tokenizer does', () => {
  const training = trainOn(widget.defaults.text as string)
  for (const done of [0, 1, 5, 12, training.merges.length]) {
    const { tokenizer } = momentOf(training, done)
    for (const word of ['lowest', 'whale', 'newer', 'seen', 'zoo', 'eee']) {
      expect(stepsOf(word, tokenizer).at(-1)).toEqual(tokenizer.encodeWord(word).map((id) => tokenizer.vocabulary[id]))
    }
  }
})

test('the readings follow the text, the merges and the word', async () => {
  const world = { text: 'aa aa ab' } as World
  expect(await measure(widget, { merges: 0, word: 'aab' }, world)).toEqual({
    merges: 0,
    vocabulary: 5,
    letters: 6,
    tokens: 6,
    lettersPerToken: 1,
    wordTokens: 3,
    wordUnknown: 0,
  })
  expect(await measure(widget, { merges: 1, word: 'caa' }, world)).toMatchObject({
    merges: 1,
    vocabulary: 6,
    tokens: 4,
    wordTokens: 2,
    wordUnknown: 1,
  })
  expect(await measure(widget, { merges: 9 }, world)).toMatchObject({ merges: 1 })
})
