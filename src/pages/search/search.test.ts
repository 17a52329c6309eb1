/** Search finds by the beginning of a word, with a slip, without accents, and shows where. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { buildSearch, type Document } from './index.ts'
import { plainText } from './plain.ts'

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

describe('what is shown', () => {
  it('is text, with formulas as characters', () => {
    expect(plainText('The loss is $L = -\\frac{1}{N}\\sum_i \\ln p_i$, in **nats**; see [softmax](term:softmax) and `wte`.')).toBe(
      'The loss is L = -1/N∑_i ln p_i, in nats; see softmax and wte.',
    )
    expect(plainText('powers of $e$, $\\sqrt{d}$ and \\$5')).toBe('powers of e, √d and $5')
  })
  it('has no marks in any definition of the glossary', () => {
    const glossary: Record<string, { term: string; short: string }> = parse(readFileSync('curriculum/glossary.yaml', 'utf8'))
    const texts = Object.values(glossary).flatMap(({ term, short }) => [term, short])
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.map(plainText).filter((text) => /[$*`\\]|\]\(/.test(text))).toEqual([])
  })
})
