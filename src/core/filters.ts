/**
 * The filters between a model's logits and the dice, in the one order that they have here, which is Hugging Face's:
 * repetition penalty, temperature, top-k, top-p, min-p. Each works on what the one before has left.
 */
import { CourseError } from './errors.ts'

export const FILTERS = ['repetition penalty', 'temperature', 'top-k', 'top-p', 'min-p'] as const
export type Filter = (typeof FILTERS)[number]

export interface FilterSettings {
  /** 0: always the most probable token; else from 0.001 up */
  temperature: number
  /** keep the k most probable; 0: all */
  topK: number
  /** keep the fewest whose probabilities reach p (nucleus sampling, Holtzman et al. 2020): the token that crosses p stays; 1: all */
  topP: number
  /** keep those with at least this share of the most probable one's probability (Nguyen et al. 2024); 0, or none given: all */
  minP?: number
  /**
   * Positive logits of tokens that were seen are divided by it, negative ones multiplied, once however often the token was seen
   * (Keskar et al. 2019, as Hugging Face does it for negative ones); 1, or none given: no penalty
   */
  repetitionPenalty?: number
}

/** Colder is 0 in all but name, and a logit divided by it is soon more than a device's single precision holds. */
const COLDEST = 1e-3
/** Beyond these a penalty is a ban or a command, and a small one makes infinities. */
const PENALTIES = [0.1, 10] as const

/** @throws CourseError 'bad-argument' that names the value and the rule */
export function validateFilters({ temperature, topK, topP, minP = 0, repetitionPenalty = 1 }: FilterSettings): void {
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
  if (!(minP >= 0 && minP <= 1)) refuse(`Min-p is ${minP}, but it must be from 0 (keeps all) to 1 (keeps the most probable).`, 'Try 0.05.')
  const [least, most] = PENALTIES
  if (!(repetitionPenalty >= least && repetitionPenalty <= most))
    refuse(`The repetition penalty is ${repetitionPenalty}, but it must be from ${least} to ${most} (1 is none).`, 'Try 1.2.')
}

/** Whether a device draws so by itself. It has temperature, top-k and top-p; with another filter the host draws each token. */
export const devicesOwn = ({ minP = 0, repetitionPenalty = 1 }: FilterSettings): boolean => minP === 0 && repetitionPenalty === 1

/** One token that may be drawn: its id, its logit, and whether the text has it already. */
export interface Option {
  id: number
  logit: number
  seen: boolean
}

export interface Filtered<T extends Option> {
  /** most probable first, after the penalty; of equals the lower id */
  options: T[]
  /** in that order: what the temperature has made of the penalized logits; at temperature 0 those themselves */
  scaled: number[]
  /** log(Σ exp(scaled)) */
  logSumExp: number
  /** shares in that order, as the model gives them and then after each of FILTERS; 0 where cut. Each sums to 1. */
  stages: number[][]
}

/** At least one option, with finite logits and settings that are valid. */
export function filter<T extends Option>(given: readonly T[], settings: FilterSettings): Filtered<T> {
  const { temperature, topK, topP, minP = 0, repetitionPenalty = 1 } = settings
  const penalized = ({ logit, seen }: Option) =>
    !seen || repetitionPenalty === 1 ? logit : logit < 0 ? logit * repetitionPenalty : logit / repetitionPenalty
  const sorted = given.map((option) => ({ option, z: penalized(option) })).sort((a, b) => b.z - a.z || a.option.id - b.option.id)
  const options = sorted.map(({ option }) => option)
  const greedy = temperature === 0
  const scaled = sorted.map(({ z }) => (greedy ? z : z / temperature))
  const { shares: warm, logSumExp } = softmax(scaled)
  const model = softmax(options.map(({ logit }) => logit)).shares
  const stages = [model, repetitionPenalty === 1 ? model : softmax(sorted.map(({ z }) => z)).shares]
  stages.push(greedy ? options.map((_, i) => (i === 0 ? 1 : 0)) : warm)
  stages.push(topKOf(stages.at(-1)!, topK))
  stages.push(nucleus(stages.at(-1)!, topP))
  stages.push(atLeast(stages.at(-1)!, minP))
  return { options, scaled, logSumExp, stages }
}

function softmax(z: readonly number[]): { shares: number[]; logSumExp: number } {
  const max = z.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const powers = z.map((value) => Math.exp(value - max))
  const sum = powers.reduce((a, b) => a + b, 0)
  return { shares: powers.map((power) => power / sum), logSumExp: max + Math.log(sum) }
}

const topKOf = (sorted: number[], k: number): number[] => (k === 0 ? sorted : normalize(sorted.map((p, i) => (i < k ? p : 0))))

/** A token stays where those before it have not reached p yet; so the first always stays, and the one that crosses p. */
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

const atLeast = (sorted: number[], share: number): number[] =>
  share === 0 ? sorted : normalize(sorted.map((p) => (p >= share * sorted[0]! ? p : 0)))

function normalize(probabilities: number[]): number[] {
  const sum = probabilities.reduce((a, b) => a + b, 0)
  return probabilities.map((p) => p / sum)
}
