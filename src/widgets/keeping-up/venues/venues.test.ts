/** Every venue of the bibliography has its kind, told from its name; no work is lost between the rows. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { READINGS, SHELVES } from '../../../facts/readings.ts'
import { kindOf, rowsOf, sharesOf } from './venues.ts'

const works = Object.entries(
  parse(readFileSync('curriculum/bibliography.yaml', 'utf8')) as Record<string, { year: number; venue: string }>,
).map(([id, work]) => ({ id, ...work }))

test.each([
  ['NeurIPS', 'learning'],
  ['Journal of Machine Learning Research 21', 'learning'],
  ['Findings of EMNLP', 'language'],
  ['Computational Linguistics 19', 'language'],
  ['NAACL', 'language'],
  ['arXiv', 'archive'],
  ['OpenAI', 'pages'],
  ['Nature 323', 'elsewhere'],
  ['Oracle', 'elsewhere'],
])('%s is %s', (venue, kind) => expect(kindOf(venue)).toBe(kind))

test('each work since a year stands in one row, at a place of its own', () => {
  const dots = rowsOf(works, 1990).flatMap(({ kind, dots }) =>
    dots.map(({ work, nth }) => ({ id: work.id, at: `${kind} ${work.year} ${nth}` })),
  )
  expect(dots.map(({ id }) => id).sort()).toEqual(
    works
      .filter(({ year }) => year >= 1990)
      .map(({ id }) => id)
      .sort(),
  )
  expect(new Set(dots.map(({ at }) => at)).size).toBe(dots.length)
})

test('the reading list names works of the bibliography, each once, with one right answer', () => {
  expect(new Set(READINGS.map(({ work }) => work)).size).toBe(READINGS.length)
  for (const { work, answers, shelf } of READINGS) {
    expect(works.map(({ id }) => id)).toContain(work)
    expect(answers.filter(({ correct }) => correct)).toHaveLength(1)
    expect(SHELVES).toContain(shelf)
  }
})

test('the lesson’s shares: since 2014 more than half at conferences on language and learning, about a fifth on arXiv alone', () => {
  const { conferences, archive } = sharesOf(works, 2014)
  expect(conferences).toBeGreaterThan(50)
  expect(archive).toBeGreaterThan(14)
  expect(archive).toBeLessThan(26)
  expect(kindOf(works.find(({ id }) => id === 'radford2018')!.venue)).toBe('pages')
})
