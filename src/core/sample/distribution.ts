/** From logits to the distribution that is sampled: temperature, then top-k, then top-p, in Hugging Face's order. */
import { CourseError } from '../errors.ts'
import { notANumber } from '../notANumber.ts'
import { type Drawable, isDrawable } from '../drawable.ts'

export interface DistributionSettings {
  /** 0: always the most probable token; else from 0.001 up */
  temperature: number
  /** keep the k most probable; 0: all */
  topK: number
  /** keep the fewest whose probabilities reach p (nucleus sampling, Holtzman et al. 2020); 1: all */
  topP: number
}

/** Colder is 0 in all but name, and a logit divided by it is soon more than a device's single precision holds. */
const COLDEST = 1e-3

/** One token's place in a distribution. */
export interface TokenProbability {
  id: number
  logit: number
  /** logit ÷ temperature; the logit itself at temperature 0 */
  scaled: number
  /** after temperature, before top-k and top-p */
  probability: number
  /** after top-k and top-p, 0 where cut */
  kept: number
}

export interface Distribution {
  /** all tokens that may be drawn, most probable first; of equals the lower id */
  candidates: TokenProbability[]
  /** log(Σ exp(scaled)) over these candidates */
  logSumExp: number
}

/** @throws CourseError 'bad-argument' that names the value and the rule */
export function validateDistribution({ temperature, topK, topP }: DistributionSettings): void {
  const refuse = (message: string, hint: string): never => {
    throw new CourseError('bad-argument', message, hint)
  }
  if (!Number.isFinite(temperature) || (temperature !== 0 && temperature < COLDEST)) {
    refuse(
      `The temperature is ${temperature}, but it must be 0 (always the most probable token) or a number from ${COLDEST} up.`,
      'Try 0.8.',
    )
  }
  if (!Number.isInteger(topK) || topK < 0) refuse(`Top-k is ${topK}, but it must be a whole number from 0 up (0 keeps all).`, 'Try 40.')
  if (!(topP > 0 && topP <= 1)) refuse(`Top-p is ${topP}, but it must be above 0 and at most 1 (1 keeps all).`, 'Try 0.95.')
}

/**
 * logits [V] → the distribution of the next token, among those that may be drawn; the others are left out.
 * @throws CourseError 'bad-argument' for settings out of range, 'not-a-number' for logits that are not finite
 */
export function distribution(
  logits: Float32Array,
  settings: DistributionSettings,
  drawable: Drawable = { tokens: logits.length, never: -1 },
): Distribution {
  validateDistribution(settings)
  const ids = Array.from(logits, (_, id) => id).filter((id) => isDrawable(id, drawable))
  const bad = ids.find((id) => !Number.isFinite(logits[id]))
  if (bad !== undefined) throw notANumber(`The logit of token ${bad} is ${logits[bad]}.`)
  const { temperature, topK, topP } = settings
  const greedy = temperature === 0
  const order = ids.sort((a, b) => logits[b]! - logits[a]! || a - b)
  const scaled = order.map((id) => (greedy ? logits[id]! : logits[id]! / temperature))
  const max = scaled[0]!
  const sum = scaled.reduce((total, z) => total + Math.exp(z - max), 0)
  const probabilities = greedy ? order.map((_, i) => (i === 0 ? 1 : 0)) : scaled.map((z) => Math.exp(z - max) / sum)
  const kept = nucleus(topKOf(probabilities, topK), topP)
  return {
    logSumExp: max + Math.log(sum),
    candidates: order.map((id, i) => ({ id, logit: logits[id]!, scaled: scaled[i]!, probability: probabilities[i]!, kept: kept[i]! })),
  }
}

function topKOf(sorted: number[], k: number): number[] {
  return k === 0 ? sorted : normalize(sorted.map((p, i) => (i < k ? p : 0)))
}

/** A token stays where those before it have not reached p yet; so the first always stays. */
function nucleus(sorted: number[], p: number): number[] {
  if (p === 1) return sorted
  let before = 0
  return normalize(
    sorted.map((q) => {
      const keep = before < p
      before += q
      return keep ? q : 0
    }),
  )
}

function normalize(probabilities: number[]): number[] {
  const sum = probabilities.reduce((a, b) => a + b, 0)
  return probabilities.map((p) => p / sum)
}

/** The candidate on which the dice, a number in [0, 1), fall: the first at which the kept probabilities sum to more. */
export function draw<T extends { kept: number }>(candidates: readonly T[], dice: number): T {
  let sum = 0
  let last = candidates[0]!
  for (const candidate of candidates) {
    if (candidate.kept === 0) continue
    last = candidate
    sum += candidate.kept
    if (sum > dice) return candidate
  }
  return last // the sum of rounded probabilities may end a little below 1
}
