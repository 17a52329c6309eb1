/** A stemmer judged by lemmas: what it joins and should not, and what it parts and should not. */
import type { Stem } from '../../../language/stemmers.ts'
import type { Token } from '../../../language/wink.ts'

/** A word in one of its senses: "saw" of the lemma see is one form, "saw" of the lemma saw another. */
export interface Form {
  word: string
  lemma: string
  stem: string
}

/** Forms that have the stem or the lemma `key` in common. */
export interface Family {
  key: string
  forms: Form[]
}

export interface Report {
  forms: Form[]
  words: number
  stems: number
  lemmas: number
  /** one stem, several lemmas */
  over: Family[]
  /** one lemma, several stems */
  under: Family[]
  /** pairs of forms with one stem, pairs with one lemma, and pairs with both */
  pairs: { stem: number; lemma: number; both: number }
}

/** Names have no dictionary form, and pieces of contractions are no words. */
export const isJudged = ({ isWord, pos, text }: Token): boolean => isWord && pos !== 'PROPN' && !/['’]/.test(text)

/** Different forms of the text in the order in which they come. */
export function formsOf(tokens: readonly Token[], stem: Stem): Form[] {
  const forms = tokens.filter(isJudged).map(({ text, lemma }) => ({ word: text.toLowerCase(), lemma }))
  const different = new Map(forms.map((form) => [`${form.word}/${form.lemma}`, form]))
  return [...different.values()].map((form) => ({ ...form, stem: stem(form.word) }))
}

export function judge(forms: readonly Form[]): Report {
  const byStem = familiesBy(forms, 'stem')
  const byLemma = familiesBy(forms, 'lemma')
  const mixed = (families: Family[], by: 'stem' | 'lemma') =>
    families.filter((family) => new Set(family.forms.map((form) => form[by])).size > 1)
  return {
    forms: [...forms],
    words: new Set(forms.map(({ word }) => word)).size,
    stems: byStem.length,
    lemmas: byLemma.length,
    over: mixed(byStem, 'lemma'),
    under: mixed(byLemma, 'stem'),
    pairs: {
      stem: pairsIn(byStem),
      lemma: pairsIn(byLemma),
      both: pairsIn(byStem.flatMap((family) => familiesBy(family.forms, 'lemma'))),
    },
  }
}

/** Shares of pairs; NaN where there is no pair to judge. */
export const precisionOf = ({ pairs }: Report): number => pairs.both / pairs.stem
export const recallOf = ({ pairs }: Report): number => pairs.both / pairs.lemma

function familiesBy(forms: readonly Form[], by: 'stem' | 'lemma'): Family[] {
  const families = new Map<string, Form[]>()
  for (const form of forms) families.set(form[by], [...(families.get(form[by]) ?? []), form])
  return [...families].map(([key, members]) => ({ key, forms: members }))
}

/** n forms make n·(n − 1)/2 pairs. */
const pairsIn = (families: readonly Family[]): number => families.reduce((sum, { forms: { length: n } }) => sum + (n * (n - 1)) / 2, 0)
