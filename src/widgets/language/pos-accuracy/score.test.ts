/** The score counted by hand, and the hand-tagged set as the library reads it. */
import { expect, test } from 'vitest'
import { POS_NAMES } from '../../../language/partsOfSpeech.ts'
import { readTokens, type Token } from '../../../language/wink.ts'
import { judgeAll } from './judgeAll.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { judge, score } from './score.ts'
import { parseTagged, TAGGED } from '../../../language/handTagged.ts'

test('a tagged line gives the sentence to read', () => {
  expect(parseTagged('No/DET ,/PUNCT wait/VERB ./PUNCT')).toEqual({
    sentence: 'No, wait.',
    words: [
      { text: 'No', truth: 'DET', start: 0 },
      { text: ',', truth: 'PUNCT', start: 2 },
      { text: 'wait', truth: 'VERB', start: 4 },
      { text: '.', truth: 'PUNCT', start: 8 },
    ],
  })
})

test('four words, one wrong tag, one sentence right', () => {
  const tokens = (...tags: string[]) => tags.map((pos, i) => ({ text: 'ab'[i], start: 2 * i, pos }) as Token)
  const sentences = [judge('a/NOUN b/VERB', tokens('NOUN', 'VERB')), judge('a/NOUN b/NOUN', tokens('NOUN', 'VERB'))]
  expect(score(sentences)).toEqual({
    words: 4,
    right: 3,
    sentences: 2,
    sentencesRight: 1,
    // Each sentence by the other one: b has another tag there.
    mostFrequent: 2 / 4,
    confusions: [{ truth: 'NOUN', tag: 'VERB', count: 1, examples: ['b'] }],
  })
})

test('a word that was cut otherwise counts as wrong', () => {
  expect(judge('can/AUX not/PART', [{ text: 'cannot', start: 0, pos: 'AUX', lemma: 'can', isWord: true }])).toEqual([
    { text: 'can', truth: 'AUX', tag: null },
    { text: 'not', truth: 'PART', tag: null },
  ])
})

test('the set is large, uses known tags, ends every sentence, and repeats none', () => {
  expect(TAGGED.length).toBeGreaterThanOrEqual(30)
  expect(new Set(TAGGED).size).toBe(TAGGED.length)
  for (const line of TAGGED) {
    expect(line).toMatch(/[.?]\/PUNCT$/)
    for (const { truth } of parseTagged(line).words) expect(Object.keys(POS_NAMES)).toContain(truth)
  }
})

test('what is measured is what the library says, word by word', async () => {
  const judged = await judgeAll()
  const { accuracy, words } = await measure(widget, {}, {} as never)
  const right = judged.flat().filter(({ truth, tag }) => truth !== 'PUNCT' && truth === tag)
  expect(accuracy).toBe(right.length / words!)
  // the lesson's prediction
  expect(accuracy).toBeGreaterThan(0.8)
  expect(accuracy).toBeLessThan(0.95)
  expect(judged[0]!.map(({ tag }) => tag)).toEqual((await readTokens('I saw the old saw.')).map(({ pos }) => pos))
})
