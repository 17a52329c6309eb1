/** Search finds by the beginning of a word, with a slip, without accents, and shows where. */
import { describe, expect, it } from 'vitest'
import { buildSearch, type Document } from './index.ts'

const document = (id: string, title: string, text: string): Document => ({
  id,
  kind: 'section',
  title,
  place: '',
  text,
  href: '/',
  section: null,
})
const search = buildSearch([
  document('a', 'Attention', 'Each token looks back at the others, and what it reads is a weighted mean of their values.'),
  document('b', 'Perplexity', 'Cross-entropy made readable. A model that pays attention to rare words is surprised less often by them.'),
  document('c', 'Curves', 'A Bézier curve has nothing to do with it.'),
])
const ids = (query: string): string[] => search(query).map(({ id }) => id)

describe('search', () => {
  it('a title counts more than the text', () => expect(ids('attention')).toEqual(['a', 'b']))
  it('finds the beginning of a word', () => expect(ids('perpl')).toEqual(['b']))
  it('forgives a slip', () => expect(ids('atention')).toContain('a'))
  it('knows no case and no accents', () => expect(ids('BEZIER')).toEqual(['c']))
  it('wants every word', () => expect(ids('attention rare')).toEqual(['b']))
  it('finds nothing in nothing', () => {
    expect(ids('zebra')).toEqual([])
    expect(ids('  ')).toEqual([])
  })
  it('shows the words around what was found, cut at blanks', () => {
    const [hit] = search('surprised')
    expect(hit!.excerpt).toEqual({
      before: '… made readable. A model that pays attention to rare words is ',
      found: 'surprised',
      after: ' less often by them.',
    })
  })
})
