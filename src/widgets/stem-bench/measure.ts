/** The bench's counts for one text and one stemmer. */
import type { Measure } from '../contract.ts'
import { loadPorter, loadSnowball } from '../shared/stemmers.ts'
import { readTokens } from '../shared/wink.ts'
import { formsOf, judge, precisionOf, recallOf, type Report } from './families.ts'
import type { StemBenchParams, StemmerName } from './meta.ts'

export async function benchOf(text: string, stemmer: StemmerName): Promise<Report> {
  const [tokens, stem] = await Promise.all([readTokens(text), stemmer === 'porter' ? loadPorter() : loadSnowball('english')])
  return judge(formsOf(tokens, stem))
}

export function readingsOf(report: Report): Record<string, number> {
  const { words, stems, lemmas, over, under } = report
  return { words, stems, lemmas, over: over.length, under: under.length, precision: precisionOf(report), recall: recallOf(report) }
}

export const measure: Measure<StemBenchParams> = async ({ text, stemmer = 'porter' }, world) => readingsOf(await benchOf(text ?? world.text, stemmer))
