/** A short run that the figure trains itself, and one of its weights followed through every step. */
import { experiment } from '../../../experiments/experiment.ts'
import { adamWFactors, adamWOfOne, type AdamWTerms } from '../../../core/ops/adamw/reference.ts'
import type { CoreApi, FollowedWeight, RunSpec, TextRef } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

/** A number of every kind that a block has, by a word for it. */
export const PARTS = {
  'feed-forward': { name: 'h.0.mlp.c_fc.weight', said: 'a weight of the feed-forward layer' },
  attention: { name: 'h.0.attn.c_attn.weight', said: 'a weight that makes queries, keys and values' },
  token: { name: 'tokens_embed.weight', said: 'a number of the token table' },
  bias: { name: 'h.0.mlp.c_fc.bias', said: 'a bias of the feed-forward layer' },
  gain: { name: 'h.0.ln_1.weight', said: 'a gain of the first LayerNorm' },
} as const

export type Part = keyof typeof PARTS
export const PART_NAMES = Object.keys(PARTS) as [Part, ...Part[]]

export const STEPS = 200

/** So small that it is trained while the page opens. */
export const specOf = (text: TextRef, steps: number): RunSpec => ({
  text,
  sizes: { nLayer: 2, nHead: 2, nEmbd: 32, nCtx: 32, dropout: 0.1 },
  training: {
    batch: 8,
    steps,
    learningRate: 2e-3,
    warmup: Math.round(steps / 5),
    weightDecay: 0.01,
    clip: 1,
    evalEvery: 0,
    seed: 1,
  },
  samplePrompt: 'The ',
})

/** Trains the run, follows one of its weights, and forgets it. */
export async function followOwn(core: CoreApi, part: Part, place: number, steps: number): Promise<FollowedWeight> {
  const [text] = await core.texts()
  let followed: FollowedWeight | undefined
  await experiment(
    core,
    specOf(text!.ref, steps),
    () => {},
    async ({ id }) => {
      const { name } = PARTS[part]
      const [tensor] = await core.weights({ id }, [name])
      const index = Math.min(place, tensor!.data.length - 1)
      followed = await core.follow(id, { name, index }, { from: 0, to: steps })
    },
  )
  return followed!
}

export interface Told extends AdamWTerms {
  /** where the step stands in `steps` */
  at: number
  step: number
  before: { weight: number; m: number; v: number }
  gradient: number
  gradNorm: number
  learningRate: number
  loss: number
}

/** Everything of one step, the nearest that was followed: what the core read and left, and what AdamW makes of it. */
export function toldOf(followed: FollowedWeight, step: number): Told {
  const { steps, start, optimizer, decays } = followed
  const at = Math.max(0, Math.min(steps.length - 1, step - start.step - 1))
  const now = steps[at]!
  const before = at === 0 ? start : steps[at - 1]!
  const settings = { ...optimizer, learningRate: now.learningRate, step: now.step, decayUntil: decays ? 1 : 0 }
  const terms = adamWOfOne({ ...before, gradient: now.gradient }, adamWFactors(settings, now.gradNorm), settings, decays)
  return {
    ...terms,
    at,
    before,
    step: terms.step,
    gradient: now.gradient,
    gradNorm: now.gradNorm,
    learningRate: now.learningRate,
    loss: now.loss,
  }
}

/** Of the nearest step that was followed, its number. */
export const stepOf = ({ steps, start }: FollowedWeight, step: number): number =>
  Math.max(start.step + 1, Math.min(start.step + steps.length, step))

/** The step in units of the rate: ±1 is as far as Adam goes where all gradients agree. */
export const inRates = ({ step, learningRate }: Pick<Told, 'step' | 'learningRate'>): number =>
  learningRate === 0 ? 0 : -step / learningRate

export function readingsOf(followed: FollowedWeight, step: number): Readings {
  const told = toldOf(followed, step)
  return {
    weight: told.weight,
    gradient: told.gradient,
    mean: told.m,
    square: told.v,
    rate: told.learningRate,
    taken: -told.step,
    inRates: inRates(told),
    decay: -told.decay,
    clippedTo: told.gradient === 0 ? 1 : told.clipped / told.gradient,
    gradNorm: told.gradNorm,
    moved: followed.steps.at(-1)!.weight - followed.start.weight,
  }
}
