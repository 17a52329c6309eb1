/** Where works were published, in five kinds, and how they lie over the years. */

export const KINDS = ['language', 'learning', 'archive', 'pages', 'elsewhere'] as const
export type Kind = (typeof KINDS)[number]

export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  language: 'on language: ACL, EMNLP, NAACL …',
  learning: 'on learning: NeurIPS, ICLR, ICML …',
  archive: 'arXiv alone',
  pages: 'a site or a repository',
  elsewhere: 'other journals and books',
}

/** What a venue's name in the bibliography has in it, by kind; the first that fits. */
const SIGNS: readonly [Kind, RegExp][] = [
  ['archive', /^arXiv/],
  [
    'language',
    /\b(ACL|EMNLP|NAACL|EACL|COLING|CoNLL|LREC|WMT|ANLP|CICLing|RepEval|SSST)\b|Computational Linguistics|Summarization|Very Large Corpora/,
  ],
  ['learning', /\b(NeurIPS|ICLR|ICML|AISTATS|JMLR|TMLR|MLSys)\b|Machine Learning Research|Neural Computation/],
  ['pages', /^(OpenAI|GitHub|LessWrong|Transformer Circuits|snowballstem|Coursera|the author’s site)/],
]

export const kindOf = (venue: string): Kind => SIGNS.find(([, sign]) => sign.test(venue))?.[0] ?? 'elsewhere'

interface Dated {
  id: string
  year: number
  venue: string
}

export interface Dot<W extends Dated> {
  work: W
  /** the nth of its kind in its year, from 0 */
  nth: number
}

export interface Row<W extends Dated> {
  kind: Kind
  dots: Dot<W>[]
  /** the most in one year */
  most: number
}

/** One row a kind; in it the works since that year, those of one year counted. */
export function rowsOf<W extends Dated>(works: readonly W[], since: number): Row<W>[] {
  return KINDS.map((kind) => {
    const inYear = new Map<number, number>()
    const dots = works
      .filter(({ year, venue }) => year >= since && kindOf(venue) === kind)
      .map((work) => {
        const nth = inYear.get(work.year) ?? 0
        inYear.set(work.year, nth + 1)
        return { work, nth }
      })
    return { kind, dots, most: Math.max(0, ...inYear.values()) }
  })
}

/** How many works there are since that year, and which shares of them lie where, in percent. */
export function sharesOf(works: readonly Dated[], since: number) {
  const rows = rowsOf(works, since)
  const all = rows.reduce((sum, { dots }) => sum + dots.length, 0)
  const share = (...kinds: Kind[]): number =>
    (100 * rows.reduce((sum, { kind, dots }) => sum + (kinds.includes(kind) ? dots.length : 0), 0)) / all
  return { works: all, conferences: share('language', 'learning'), archive: share('archive') }
}
