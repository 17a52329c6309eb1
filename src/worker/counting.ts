/** Tables of counts for figures, made here so that a million characters hold nobody up who types; the last text's stay. */
import { NgramStudy } from '../core/data/ngramStudy.ts'
import type { CountedNgrams, NgramQuestion, TextChoice } from './protocol.ts'
import type { Texts } from './texts.ts'

/** Next characters that are told of each context. */
const NEXT = 8

export class Counting {
  private last: { key: string; study: NgramStudy } | null = null

  constructor(private readonly texts: Texts) {}

  /** @throws CourseError 'bad-text', 'not-found' */
  async ngrams(text: TextChoice, { prompt, order, length, seed }: NgramQuestion): Promise<CountedNgrams> {
    const study = await this.study(text)
    return {
      orders: [...study.orders],
      best: study.best,
      contexts: study.contexts(prompt, order, NEXT),
      written: study.write(prompt, order, length, seed),
    }
  }

  private async study(text: TextChoice): Promise<NgramStudy> {
    const key = JSON.stringify(text)
    if (this.last?.key === key) return this.last.study
    const content = 'own' in text ? text.own : (await this.texts.load({ kind: 'bundled', id: text.id })).text
    const study = new NgramStudy(content)
    this.last = { key, study }
    return study
  }
}
