/** Which of a run's snapshots to give up when there are too many: what stays lies evenly between first and last. */

/**
 * The step whose removal leaves the smallest gap, never the first or the last; null where none may go.
 * Greedy removal of this kind keeps the widest gap within three times the narrowest.
 * @param steps ascending
 * @param pinned steps that must stay
 */
export function mostCrowded(steps: readonly number[], pinned: ReadonlySet<number> = new Set()): number | null {
  let [best, smallest] = [null as number | null, Number.POSITIVE_INFINITY]
  for (let i = 1; i < steps.length - 1; i++) {
    const gap = steps[i + 1]! - steps[i - 1]!
    // Of equals the earliest goes: the newest past is asked for most.
    if (gap < smallest && !pinned.has(steps[i]!)) [best, smallest] = [steps[i]!, gap]
  }
  return best
}

/** How many snapshots of `bytesEach` a budget holds: at least the first and the last. */
export const capacity = (budgetBytes: number, bytesEach: number): number => Math.max(2, Math.floor(budgetBytes / bytesEach))
