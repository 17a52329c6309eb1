/** Spans, BIO tags and scores by hand; what is found is compromise's. */
import nlp from 'compromise'
import { describe, expect, test } from 'vitest'
import type { MeasuredWorld as World } from '../../frame/define.ts'
import { findSpans, overall } from './found.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { MARKED } from './sentences.ts'
import { bioOf, counts, marksOf, match, parseMarks, press, type Span, scoresOf, sentenceOf, spansFromBio, tokenize } from './spans.ts'

const person = (from: number, to: number): Span => ({ label: 'person', from, to })
const place = (from: number, to: number): Span => ({ label: 'place', from, to })

test('a marked sentence gives its text and its spans over tokens', () => {
  expect(sentenceOf(2)).toEqual({
    text: 'Paris Young left Paris in May, and May stayed.',
    spans: [person(0, 2), place(3, 4), person(8, 9)],
  })
  for (let number = 1; number <= MARKED.length; number++) {
    const { text, spans } = sentenceOf(number)
    expect(text).not.toMatch(/[[\]]/)
    expect(spans.length).toBeGreaterThan(0)
    expect(spansFromBio(bioOf(spans, tokenize(text).length))).toEqual(spans)
    expect(parseMarks(marksOf(spans))).toEqual(spans)
  }
})

test('pressing a word goes through I, B and O', () => {
  let spans = press([], 3, 0, 'person')
  expect(bioOf(spans, 3)).toEqual(['B-person', 'O', 'O'])
  spans = press(spans, 3, 1, 'person')
  expect(bioOf(spans, 3)).toEqual(['B-person', 'I-person', 'O'])
  spans = press(spans, 3, 1, 'person')
  expect(bioOf(spans, 3)).toEqual(['B-person', 'B-person', 'O'])
  expect(bioOf(press(spans, 3, 1, 'person'), 3)).toEqual(['B-person', 'O', 'O'])
  expect(bioOf(press([person(0, 2)], 3, 0, 'person'), 3)).toEqual(['O', 'B-person', 'O'])
})

test('a span with one wrong end is wrong and missed at once', () => {
  const matched = match([person(0, 2), place(3, 4)], [person(0, 1), place(3, 4)])
  expect(counts(matched)).toEqual({ right: 1, wrong: 1, missed: 1 })
  expect(scoresOf({ right: 1, wrong: 1, missed: 1 })).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 })
  expect(scoresOf({ right: 2, wrong: 1, missed: 4 }).f1).toBeCloseTo((2 * (2 / 3) * (1 / 3)) / (2 / 3 + 1 / 3), 12)
  expect(scoresOf({ right: 0, wrong: 0, missed: 0 })).toEqual({ precision: Number.NaN, recall: Number.NaN, f1: 1 })
})

describe('what is found', () => {
  test('is what compromise says', async () => {
    const text = 'Ada Lovelace wrote to Charles Babbage from London.'
    const tokens = tokenize(text)
    const words = (spans: readonly Span[]) => spans.map(({ from, to }) => text.slice(tokens[from]!.start, tokens[to - 1]!.end))
    const spans = await findSpans(text)
    expect(words(spans.filter(({ label }) => label === 'person'))).toEqual(nlp(text).people().out('array'))
    expect(words(spans.filter(({ label }) => label === 'place'))).toEqual(['London'])
  })

  test('over all sentences is the sum over each', async () => {
    const { right, wrong, missed, recall } = await overall()
    // the lesson's prediction
    expect(recall).toBeGreaterThan(0.4)
    expect(recall).toBeLessThan(0.7)
    let [found, marked] = [0, 0]
    for (let number = 1; number <= MARKED.length; number++) {
      const { text, spans } = sentenceOf(number)
      found += (await findSpans(text)).length
      marked += spans.length
    }
    expect([right + wrong, right + missed]).toEqual([found, marked])
  })

  test('another text or other marks, other readings', async () => {
    const world = { text: 'Ada Lovelace lived in London.' } as World
    expect(await measure(widget, {}, world)).toEqual({ marked: 0, found: 2, precision: 0, f1: 0 })
    expect(await measure(widget, { marks: '0-2:person,4-5:place' }, world)).toEqual({ marked: 2, found: 2, precision: 1, recall: 1, f1: 1 })
    expect(await measure(widget, { sentence: 2, marks: marksOf(sentenceOf(2).spans) }, world)).toMatchObject({ agreement: 1 })
  })
})
