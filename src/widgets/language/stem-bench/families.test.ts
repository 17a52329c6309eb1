/** Families, faults and pairs, counted by hand; and the bench over the libraries behind it. */
import { stemmer } from 'stemmer'
import { describe, expect, test } from 'vitest'
import type { MeasuredWorld as World } from '../../frame/define.ts'
import { judge, precisionOf, recallOf } from './families.ts'
import { benchOf } from './benchOf.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'

const form = (word: string, lemma: string, stem: string) => ({ word, lemma, stem })

test('over- and under-stemming by hand: two of three joined pairs are wrong, and one of two true pairs is found', () => {
  const report = judge([
    form('news', 'news', 'new'),
    form('new', 'new', 'new'),
    form('newer', 'new', 'new'),
    form('ran', 'run', 'ran'),
    form('runs', 'run', 'run'),
  ])
  expect(report.over.map(({ key }) => key)).toEqual(['new'])
  expect(report.under.map(({ key }) => key)).toEqual(['run'])
  expect(report).toMatchObject({ words: 5, stems: 3, lemmas: 3, pairs: { stem: 3, lemma: 2, both: 1 } })
  expect([precisionOf(report), recallOf(report)]).toEqual([1 / 3, 1 / 2])
})

test('a text without pairs has no shares', () => {
  expect(precisionOf(judge([form('a', 'a', 'a')]))).toBeNaN()
})

describe('on the course’s passage', () => {
  test('every stem is the library’s', async () => {
    const { forms } = await benchOf(widget.defaults.text as string, 'porter')
    expect(forms.length).toBeGreaterThan(50)
    for (const { word, stem } of forms) expect(stem).toBe(stemmer(word))
  })

  test('Snowball parts what Porter joins: generous and general, sky and ski', async () => {
    const keys = async (name: 'porter' | 'snowball') => (await benchOf(widget.defaults.text as string, name)).over.map(({ key }) => key)
    expect(await keys('porter')).toEqual(expect.arrayContaining(['univers', 'gener', 'ski']))
    expect(await keys('snowball')).not.toEqual(expect.arrayContaining(['gener']))
  })

  test('another text, other readings', async () => {
    const read = (text: string) => measure(widget, {}, { text } as World)
    expect(await read('The universe is a university.')).toMatchObject({ over: 1, under: 0 })
    expect(await read('They run and they ran.')).toMatchObject({ over: 0, under: 1 })
  })
})
