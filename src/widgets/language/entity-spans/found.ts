/** What compromise finds in a sentence, and how it agrees with marks set by hand. */
import type { Readings } from '../../frame/define.ts'
import { findNames } from '../../../language/names.ts'
import { MARKED } from './sentences.ts'
import { counts, match, type Scores, scoresOf, sentenceOf, type Span, spansOf, tokenize } from './spans.ts'

export const findSpans = async (text: string): Promise<Span[]> => spansOf(tokenize(text), await findNames(text))

/** A share of nothing is left out. */
export function readingsOf(marked: readonly Span[], found: readonly Span[], course: readonly Span[] | null): Readings {
  const all = {
    marked: marked.length,
    found: found.length,
    ...scoresOf(counts(match(marked, found))),
    ...(course ? { agreement: scoresOf(counts(match(course, marked))).f1 } : {}),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => Number.isFinite(value)))
}

/** Over all sentences of the course, with its own marks as the truth: counts added up, and then the shares. */
export async function overall(): Promise<Scores & { right: number; wrong: number; missed: number }> {
  const total = { right: 0, wrong: 0, missed: 0 }
  for (let number = 1; number <= MARKED.length; number++) {
    const { text, spans } = sentenceOf(number)
    const one = counts(match(spans, await findSpans(text)))
    for (const key of ['right', 'wrong', 'missed'] as const) total[key] += one[key]
  }
  return { ...total, ...scoresOf(total) }
}
