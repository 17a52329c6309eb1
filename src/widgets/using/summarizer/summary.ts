/** A story, what a model makes of it, and how much of that is right, copied, or its own. */
import { leadOf } from '../../../core/data/baselines.ts'
import { wordsOf } from '../../../core/data/pairs.ts'
import { retoldStories } from '../../../core/data/retold.ts'
import { type Rouge, rouge } from '../../../core/score/rouge.ts'
import type { CoreApi, Retelling } from '../../../worker/protocol.ts'

export const STORIES = 60

export interface Summary extends Retelling {
  /** null where nobody knows what is right: the story is the learner's own */
  scores: Record<'model' | 'lead', { one: Rouge; two: Rouge; l: Rouge }> | null
  spans: Span[]
}

/** Written words in a row, and where in the story the same words stand in a row; `from` is null where they stand nowhere. */
export interface Span {
  words: string[]
  from: number | null
}

/** @param own a story of the learner's own; empty: the one of that number, of those kept out of training */
export async function summarize(core: CoreApi, { story, own }: { story: number; own: string }): Promise<Summary> {
  const item = own === '' ? retoldStories(story + 1, true)[story]! : { task: 'summary' as const, source: own, target: '' }
  const [told] = await core.retell('shipped', [item])
  const scores = own === '' ? { model: rouge(told!.written, item.target), lead: rouge(leadOf(item.source), item.target) } : null
  return { ...told!, scores, spans: spansOf(wordsOf(item.source), told!.words) }
}

/** The longest runs of written words that the source has too, from the left; letter case does not count. */
export function spansOf(source: readonly string[], written: readonly string[]): Span[] {
  const [theirs, own] = [source, written].map((words) => words.map((word) => word.toLowerCase())) as [string[], string[]]
  const spans: Span[] = []
  for (let at = 0; at < own.length; ) {
    let [best, length] = [-1, 0]
    theirs.forEach((_, from) => {
      let n = 0
      while (at + n < own.length && theirs[from + n] === own[at + n]) n++
      if (n > length) [best, length] = [from, n]
    })
    const last = spans.at(-1)
    if (length === 0 && last?.from === null) last.words.push(written[at]!)
    else spans.push({ words: written.slice(at, at + Math.max(1, length)), from: length === 0 ? null : best })
    at += Math.max(1, length)
  }
  return spans
}

export function readingsOf({ scores, spans, words, written, target }: Summary) {
  if (!scores) return null
  const count = (which: (span: Span) => boolean) => spans.filter(which).reduce((sum, span) => sum + span.words.length, 0)
  return {
    exact: Number(written === target),
    rouge1: scores.model.one.f,
    rouge2: scores.model.two.f,
    rougeL: scores.model.l.f,
    leadRouge1: scores.lead.one.f,
    leadRouge2: scores.lead.two.f,
    leadRougeL: scores.lead.l.f,
    words: words.length,
    invented: count(({ from }) => from === null),
  }
}
