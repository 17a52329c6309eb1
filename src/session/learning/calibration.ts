/** How sure a learner was of their guesses, against how often they were right. */

export interface Judged {
  /** percent, 50 to 100 */
  confidence: number
  right: boolean
}

export interface Bin {
  /** percent; the last bin holds its upper end as well */
  from: number
  to: number
  count: number
  /** mean confidence in it, percent */
  sure: number
  /** percent that were right */
  right: number
}

export interface Calibration {
  count: number
  /** percent */
  sure: number
  right: number
  /** mean of (confidence − outcome)², both from 0 to 1; 0 is perfect, 0.25 is what "50 %" always gets (Brier 1950) */
  brier: number
  /** those that hold a guess */
  bins: Bin[]
}

const WIDTH = 10

/** null where there is no guess to judge. */
export function calibrate(guesses: readonly Judged[]): Calibration | null {
  if (guesses.length === 0) return null
  const bins = [50, 60, 70, 80, 90].flatMap((from) => {
    const to = from + WIDTH
    const inside = guesses.filter(({ confidence }) => confidence >= from && (confidence < to || to === 100))
    return inside.length === 0 ? [] : [{ from, to, count: inside.length, ...means(inside) }]
  })
  const brier = mean(guesses.map(({ confidence, right }) => (confidence / 100 - Number(right)) ** 2))
  return { count: guesses.length, ...means(guesses), brier, bins }
}

const means = (guesses: readonly Judged[]) => ({
  sure: mean(guesses.map(({ confidence }) => confidence)),
  right: 100 * mean(guesses.map(({ right }) => Number(right))),
})

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
