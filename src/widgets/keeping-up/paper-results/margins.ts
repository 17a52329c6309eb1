/** By how much GPT-1 was ahead on each data set, and how far that may be from chance in the choice of test examples. */
import { ABLATIONS, RESULTS, type Result } from '../../../facts/results.ts'

/** Of a normal distribution, 95 % lie within so many standard deviations. */
const Z95 = 1.96

export type Verdict = 'ahead' | 'behind' | 'open'

export interface Margin extends Result {
  /** GPT-1's number less that of the best before it, points */
  margin: number
  /** half the width of its 95 % interval, points; null where the metric is no share of examples */
  half: number | null
  /** 'open' where 0 lies in the interval, or there is none */
  verdict: Verdict
}

/**
 * Half the width of the 95 % interval of a difference of two accuracies on the same n test examples (McNemar 1947).
 * @param p and q: accuracies, 0 … 1
 * @param agreement how far the two models err on the same examples: 0 as often as independent ones, 1 as often as their accuracies allow
 * @returns a share, 0 … 1
 */
export function halfWidth(p: number, q: number, n: number, agreement: number): number {
  const gap = Math.abs(p - q)
  const independent = p * (1 - q) + q * (1 - p)
  // Of the examples on which exactly one of the two is right, at least the gap must exist.
  const differing = independent + agreement * (gap - independent)
  return Z95 * Math.sqrt((differing - gap ** 2) / n)
}

/** In the order of the paper. */
export const marginsOf = (agreement: number): Margin[] =>
  RESULTS.map((result) => {
    const { gpt1, before, examples } = result
    const margin = round(gpt1 - before)
    const half = examples === null ? null : 100 * halfWidth(gpt1 / 100, before / 100, examples, agreement)
    const verdict: Verdict = half === null || Math.abs(margin) <= half ? 'open' : margin > 0 ? 'ahead' : 'behind'
    return { ...result, margin, half, verdict }
  })

/** What each ablation changes, task by task, against the full model; points. */
export const lossesOf = () => {
  const [full, ...rest] = ABLATIONS
  return rest.map(({ id, name, average, scores }) => ({
    id,
    name,
    average: round(average - full!.average),
    changes: scores.map((score, i) => round(score - full!.scores[i]!)),
  }))
}

/** The tables print one digit; differences have no more. */
const round = (points: number): number => Math.round(points * 10) / 10

export function readingsOf(margins: readonly Margin[]) {
  const count = (verdict: Verdict): number => margins.filter((each) => each.half !== null && each.verdict === verdict).length
  return {
    higher: margins.filter(({ margin }) => margin > 0).length,
    ahead: count('ahead'),
    behind: count('behind'),
    open: count('open'),
    snli: margins.find(({ id }) => id === 'snli')!.half!,
  }
}
