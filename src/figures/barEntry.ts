/** One bar of a distribution over tokens. */

export interface BarEntry {
  id: number
  token: string
  logit: number
  /** logit ÷ temperature */
  scaled: number
  /** before the cut */
  probability: number
  /** after the cut, 0 where cut */
  kept: number
}
