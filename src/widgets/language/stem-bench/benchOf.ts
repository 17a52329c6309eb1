/** A stemmer’s families of words beside the dictionary’s, for one text. */
import type { Readings } from '../../frame/define.ts'
import { loadPorter, loadSnowball } from '../../../language/stemmers.ts'
import { readTokens } from '../../../language/wink.ts'
import { formsOf, judge, precisionOf, recallOf, type Report } from './families.ts'

export const STEMMERS = ['porter', 'snowball'] as const
export type StemmerName = (typeof STEMMERS)[number]

export async function benchOf(text: string, stemmer: StemmerName): Promise<Report> {
  const [tokens, stem] = await Promise.all([readTokens(text), stemmer === 'porter' ? loadPorter() : loadSnowball('english')])
  return judge(formsOf(tokens, stem))
}

/** A share of no pairs is left out. */
export function readingsOf(report: Report): Readings {
  const { words, stems, lemmas, over, under } = report
  const all = { words, stems, lemmas, over: over.length, under: under.length, precision: precisionOf(report), recall: recallOf(report) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => Number.isFinite(value)))
}
