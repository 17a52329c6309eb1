/** A short run that the figure trains itself, gone through step by step: which kinds of characters it had learned by when. */
import { worldText } from '../../../core/data/world/text.ts'
import { experiment } from '../../../experiments/experiment.ts'
import { withText } from '../../../experiments/withText.ts'
import type { CoreApi, ModelHandle, RunSpec, TextRef } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { KINDS, type Kind, kindOf } from './kinds.ts'

export interface Moment {
  step: number
  /** mean loss on held-out passages by kind of character, nats */
  byKind: Readonly<Record<Kind, number>>
  /** over all of them, nats a character */
  loss: number
  /** of the shown passage: the loss at each character but the first, nats */
  shown: readonly number[]
  /** what the model wrote then; empty where it was not asked */
  written: string
}

export interface LearningOrder {
  /** the held-out passage that is shown */
  passage: string
  /** ascending by step; the first is the model before it learned anything */
  moments: readonly Moment[]
  /** ln of the vocabulary's size: the loss of an even guess, nats */
  uniform: number
  /** that the run and the reading took */
  seconds: number
}

/** Letters' frequencies: so much is trained when the figure opens. */
export const STEPS = 40
/** Pairs too. */
export const MIDDLE = 250
/** Enough to spell most words. */
export const LONG = 1000
export const PROMPT = 'One '
/** Held-out passages that are read at every kept step. */
const PASSAGES = 12
const CONTEXT = 96
/** Of the small world's text, with the tenth that is held out. */
const CHARACTERS = 120_000
const WORLD_SEED = 11

export const specOf = (text: TextRef, steps: number, seed: number): RunSpec => ({
  text,
  sizes: { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: CONTEXT, dropout: 0 },
  training: {
    batch: 8,
    steps,
    learningRate: 2e-3,
    warmup: Math.round(steps / 20),
    weightDecay: 0.01,
    clip: 1,
    evalEvery: Math.max(5, Math.round(steps / 12)),
    seed,
  },
  samplePrompt: PROMPT,
})

/** Trains the run, reads it at every step that it kept, and forgets it. */
export async function learn(core: CoreApi, steps: number, seed: number): Promise<LearningOrder> {
  const begun = performance.now()
  const written = new Map<number, string>()
  let read: Omit<LearningOrder, 'seconds'> | undefined
  await withText(core, { own: worldText(WORLD_SEED, CHARACTERS) }, ({ ref }) =>
    experiment(
      core,
      specOf(ref, steps, seed),
      (so) => written.set(so.evaluations.at(-1)?.step ?? 0, so.written),
      async (trained) => {
        read = await goThrough(core, trained, written)
      },
    ),
  )
  return { ...read!, seconds: (performance.now() - begun) / 1000 }
}

/** Reads a model's past: the same held-out passages at every kept step. */
async function goThrough(
  core: CoreApi,
  { id }: ModelHandle,
  written: ReadonlyMap<number, string>,
): Promise<Omit<LearningOrder, 'seconds'>> {
  const passages = (await core.passages({ id }, PASSAGES, CONTEXT)).map((tokens) => tokens.join(''))
  const kept = await core.history(id)
  const moments: Moment[] = []
  for (const step of kept) {
    const losses: Float32Array[] = []
    for (const passage of passages) losses.push((await core.probe({ id, step }, passage, ['losses'])).tensors[0]!.data)
    moments.push({ step, ...meansOf(passages, losses), shown: [...losses[0]!], written: written.get(step) ?? '' })
  }
  const [table] = await core.weights({ id }, ['tokens_embed.weight'])
  return { passage: passages[0]!, moments, uniform: Math.log(table!.shape[0]!) }
}

function meansOf(passages: readonly string[], losses: readonly Float32Array[]): Pick<Moment, 'byKind' | 'loss'> {
  const sums = Object.fromEntries(KINDS.map((kind) => [kind, { sum: 0, count: 0 }])) as Record<Kind, { sum: number; count: number }>
  const all = { sum: 0, count: 0 }
  for (const [i, passage] of passages.entries()) {
    const characters = [...passage]
    for (const [t, loss] of losses[i]!.entries()) {
      all.sum += loss
      all.count++
      const kind = kindOf(characters, t + 1)
      if (!kind) continue
      sums[kind].sum += loss
      sums[kind].count++
    }
  }
  const byKind = Object.fromEntries(KINDS.map((kind) => [kind, sums[kind].sum / sums[kind].count])) as Record<Kind, number>
  return { byKind, loss: all.sum / all.count }
}

/** The moment that is nearest to a step. */
export const momentAt = ({ moments }: Pick<LearningOrder, 'moments'>, step: number): Moment =>
  moments.reduce((best, each) => (Math.abs(each.step - step) < Math.abs(best.step - step) ? each : best))

/**
 * When a kind was half learned: the step at which its loss had come down half of the way from the first moment to the last, between
 * two moments along a line. NaN where it did not come down.
 */
export function halfWay({ moments }: Pick<LearningOrder, 'moments'>, kind: Kind): number {
  const at = (moment: Moment) => moment.byKind[kind]
  const [first, last] = [moments[0]!, moments.at(-1)!]
  if (!(at(last) < at(first))) return Number.NaN
  const half = (at(first) + at(last)) / 2
  const i = moments.findIndex((moment) => at(moment) <= half)
  const [before, after] = [moments[i - 1]!, moments[i]!]
  return before.step + ((at(before) - half) / (at(before) - at(after))) * (after.step - before.step)
}

export function readingsOf(order: LearningOrder, step: number): Readings {
  const { byKind, loss, step: at } = momentAt(order, step)
  const readings = {
    step: at,
    loss,
    space: byKind.space,
    first: byKind['first letter'],
    second: byKind['second letter'],
    later: byKind['later letters'],
    name: byKind.name,
    halfSpace: halfWay(order, 'space'),
    halfFirst: halfWay(order, 'first letter'),
    halfSecond: halfWay(order, 'second letter'),
    halfLater: halfWay(order, 'later letters'),
  }
  // A kind that has not been learned yet has no half-way step.
  return Object.fromEntries(Object.entries(readings).filter(([, value]) => Number.isFinite(value)))
}
