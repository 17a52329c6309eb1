/** From logits to the distribution that is sampled: `filters.ts` says through which filters, and in which order. */
import { type Drawable, isDrawable } from '../drawable.ts'
import { type FilterSettings, filter, validateFilters } from '../filters.ts'
import { notANumber } from '../notANumber.ts'

/** One token's place in a distribution. */
export interface TokenProbability {
  id: number
  logit: number
  /** logit, with the penalty if any, ÷ temperature; without the division at temperature 0 */
  scaled: number
  /** after temperature, before top-k, top-p and min-p */
  probability: number
  /** after all filters, 0 where cut */
  kept: number
  /** the text that the model sees has it, which is what a repetition penalty asks */
  seen: boolean
}

export interface Distribution {
  /** all tokens that may be drawn, most probable first; of equals the lower id */
  candidates: TokenProbability[]
  /** log(Σ exp(scaled)) over these candidates */
  logSumExp: number
}

/**
 * logits [V] → the distribution of the next token, among those that may be drawn; the others are left out.
 * @param text the ids that the model sees: a repetition penalty falls on them
 * @throws CourseError 'bad-argument' for settings out of range, 'not-a-number' for logits that are not finite
 */
export function distribution(
  logits: Float32Array,
  settings: FilterSettings,
  drawable: Drawable = { tokens: logits.length, never: -1 },
  text: Iterable<number> = [],
): Distribution {
  validateFilters(settings)
  const ids = Array.from(logits, (_, id) => id).filter((id) => isDrawable(id, drawable))
  const bad = ids.find((id) => !Number.isFinite(logits[id]))
  if (bad !== undefined) throw notANumber(`The logit of token ${bad} is ${logits[bad]}.`)
  const known = new Set(text)
  const { options, scaled, logSumExp, stages } = filter(
    ids.map((id) => ({ id, logit: logits[id]!, seen: known.has(id) })),
    settings,
  )
  const [, , warm, , , kept] = stages
  return {
    logSumExp,
    candidates: options.map((option, i) => ({ ...option, scaled: scaled[i]!, probability: warm![i]!, kept: kept![i]! })),
  }
}
