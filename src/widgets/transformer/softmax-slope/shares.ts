/** Random scores and what softmax makes of them. */
import { normal, streamKey } from '../../../core/random.ts'

export interface Share {
  score: number
  share: number
  /** d share / d score, with all other scores held: p·(1 − p) */
  slope: number
}

/** `words` scores, normal with mean 0, times `scale`; the same draw for every scale. */
export function sharesOf(words: number, scale: number, seed: number): Share[] {
  const key = streamKey(seed, 0, 0)
  const scores = Array.from({ length: words }, (_, i) => scale * normal(key, i))
  const max = Math.max(...scores)
  const sum = scores.reduce((total, score) => total + Math.exp(score - max), 0)
  return scores.map((score) => {
    const share = Math.exp(score - max) / sum
    return { score, share, slope: share * (1 - share) }
  })
}

export const largestOf = (shares: readonly Share[]): Share => shares.reduce((most, each) => (each.share > most.share ? each : most))
