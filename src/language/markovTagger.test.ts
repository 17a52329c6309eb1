/** Counts by hand, and Viterbi against every row of tags. */
import { expect, test } from 'vitest'
import { MarkovTagger, START, type Tagged } from './markovTagger.ts'

const sentence = (line: string): Tagged[] => line.split(' ').map((item) => ({ text: item.split('/')[0]!, tag: item.split('/')[1]! }))

const SCHOOL = [
  'the/DET book/NOUN is/AUX old/ADJ',
  'they/PRON book/VERB the/DET table/NOUN',
  'I/PRON read/VERB the/DET book/NOUN',
  'we/PRON read/VERB a/DET book/NOUN',
].map(sentence)

test('shares are those of the formula', () => {
  const tagger = new MarkovTagger(SCHOOL)
  const { tags } = tagger
  expect(tags).toEqual(['ADJ', 'AUX', 'DET', 'NOUN', 'PRON', 'VERB'])
  const noun = tags.indexOf('NOUN')
  // PRON was followed by VERB three times of three: one kind, so a quarter of the share is left to all tags, of which 4 in 16 are nouns.
  expect(tagger.following('PRON')[noun]).toBeCloseTo((0 + 1 * (4 / 16)) / (3 + 1), 12)
  expect(tagger.following('PRON').reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  expect(tagger.ofWordAlone('book').reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  expect(tagger.ofWordAlone('book')[noun]).toBeGreaterThan(tagger.ofWordAlone('book')[tags.indexOf('VERB')]!)
  expect(tagger.followed('PRON', 'VERB')).toBe(3)
})

test('the path is the best of all rows, and the tag before overrules a favourite', () => {
  const tagger = new MarkovTagger(SCHOOL)
  const { tags } = tagger
  const words = ['we', 'book', 'a', 'book']
  const shares = words.map((word) => tagger.ofWordAlone(word))
  const totals = new Map<string, number>()
  for (const { tag } of SCHOOL.flat()) totals.set(tag, (totals.get(tag) ?? 0) + 1)
  const score = (row: readonly number[]): number =>
    row.reduce((sum, t, i) => {
      const before = tagger.following(i === 0 ? START : tags[row[i - 1]!]!)
      return sum + Math.log(before[t]!) + Math.log(shares[i]![t]!) - Math.log(totals.get(tags[t]!)! / 16)
    }, 0)
  const rows = Array.from({ length: tags.length ** 4 }, (_, n) => [0, 1, 2, 3].map((i) => Math.floor(n / tags.length ** i) % tags.length))
  const best = rows.reduce((a, b) => (score(b) > score(a) ? b : a))
  const steps = tagger.read(words)
  expect(steps.map((step) => step.best)).toEqual(best)
  expect(steps.map((step) => tags[step.best])).toEqual(['PRON', 'VERB', 'DET', 'NOUN'])
  expect(tags[steps[1]!.favourite]).toBe('NOUN')
  expect(Math.max(...steps.at(-1)!.scores)).toBeCloseTo(score(best), 10)
  const through = (i: number, t: number): number => Math.max(...rows.filter((row) => row[i] === t).map(score))
  for (const [i, step] of steps.entries()) for (const t of [0, 3, 5]) expect(step.whole[t]).toBeCloseTo(through(i, t), 10)
})
