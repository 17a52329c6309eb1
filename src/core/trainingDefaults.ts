/** What a training setting is where nobody says: each follows from the model, the text or the number of steps, never from the machine. */
import type { ModelConfig } from './config.ts'

/** What a run has whatever its size: decay and clipping as in GPT-1, and the first seed. */
export const FIXED = { weightDecay: 0.01, clip: 1, seed: 1 } as const

/** The share of the steps in which the rate rises. */
const WARMUP_SHARE = 0.1
/** An evaluation costs about as much as a few dozen steps. */
const EVALUATIONS = 10
const FEWEST_BETWEEN = 100

export const warmupFor = (steps: number): number => Math.round(WARMUP_SHARE * steps)

export const evalEveryFor = (steps: number): number => Math.max(FEWEST_BETWEEN, Math.round(steps / EVALUATIONS / 50) * 50)

/**
 * Post-norm blocks stop telling tokens apart when the rate is high early on, the deeper and the wider the sooner: the loss then stays
 * at the unigram's for hundreds of steps. So the rate falls with the root of layers × width: 2e-3 at 2 × 64, 1e-3 at 4 × 128, and
 * 2.4e-4 at GPT-1's 12 × 768, where the paper has 2.5e-4.
 */
export function learningRateFor({ nLayer, nEmbd }: Pick<ModelConfig, 'nLayer' | 'nEmbd'>): number {
  return Number((2e-3 * Math.sqrt(128 / (nLayer * nEmbd))).toPrecision(2))
}

/** Passes over a short text after which a small model learns it by heart instead of what it has in common with the rest. */
const PASSES = 45
const FEWEST_STEPS = 100

/** So many steps, or fewer where the text is short. @param trainTokens tokens to learn from */
export function stepsFor({ steps, batch, nCtx, trainTokens }: { steps: number; batch: number; nCtx: number; trainTokens: number }): number {
  const passes = Math.round((PASSES * trainTokens) / (batch * nCtx) / 50) * 50
  return Math.min(steps, Math.max(FEWEST_STEPS, passes))
}

/** The settings with another number of steps; warm-up and evaluations follow it, unless they were chosen apart from it. */
export function withSteps<T extends { steps: number; warmup: number; evalEvery: number }>(settings: T, steps: number): T {
  const { warmup, evalEvery } = settings
  return {
    ...settings,
    steps,
    warmup: warmup === warmupFor(settings.steps) ? warmupFor(steps) : warmup,
    evalEvery: evalEvery === evalEveryFor(settings.steps) ? evalEveryFor(steps) : evalEvery,
  }
}

/** Up to here adapters bear one rate. */
const RANK_OF_ONE_RATE = 16

/**
 * Adam moves every number of an adapter about as far, and a product of rank r sums r of them: so above rank 16 the rate falls with the
 * root of the rank. At one rate the course's model, 128 wide, ends worse than it began with adapters of rank 128.
 */
export function adapterRate(rank: number, rate: number): number {
  return rank <= RANK_OF_ONE_RATE ? rate : Number((rate * Math.sqrt(RANK_OF_ONE_RATE / rank)).toPrecision(2))
}
