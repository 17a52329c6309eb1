/** A small model that is pre-trained here, and asked at each kept step of its past what nobody has taught it: how a story ends. */
import { experiment } from '../../../experiments/experiment.ts'
import { type Interval, intervalOf } from '../../../experiments/interval.ts'
import { ask, chosen, questionOf } from '../../../experiments/zeroShot.ts'
import type { CoreApi, ModelHandle, RunSpec } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export const FAMILIES = ['gpt', 'rnn'] as const
export type Family = (typeof FAMILIES)[number]

export const STEPS = 2000
const CONTEXT = 128
const LOOKS = 8
/** Steps between two looks at the held-out text. */
const LEAST_BETWEEN = 10

/** Shares of the held-out stories whose likeliest ending names the right person, the right feeling, or both. */
export interface Moment {
  step: number
  /** on held-out text of the same kind, nats a character; null where the run was not measured at that step */
  loss: number | null
  person: number
  feeling: number
  both: number
}

export interface Growth {
  family: Family
  seed: number
  parameters: number
  examples: number
  /** ascending by step; the first is the model before it learned anything */
  moments: readonly Moment[]
  /** that training took */
  seconds: number
}

export type Progress = { step: number; loss: number | null } | { asked: readonly Moment[]; of: number }

export function specOf(family: Family, steps: number, seed: number): RunSpec {
  return {
    text: { kind: 'bundled', id: 'world' },
    sizes:
      family === 'gpt'
        ? { nLayer: 3, nHead: 4, nEmbd: 64, nCtx: CONTEXT, dropout: 0, variant: { norm: 'pre' } }
        : { family, nLayer: 3, nHead: 1, nEmbd: 160, nCtx: CONTEXT, dropout: 0 },
    training: {
      batch: 8,
      steps,
      learningRate: family === 'gpt' ? 4e-3 : 2e-3,
      warmup: Math.round(steps / 20),
      weightDecay: 0.01,
      clip: 1,
      evalEvery: Math.max(LEAST_BETWEEN, Math.round(steps / LOOKS)),
      seed,
      ...(family === 'gpt' && { initStd: 0.05 }),
    },
    samplePrompt: 'One ',
  }
}

export async function grow(
  core: CoreApi,
  { family, steps, seed, examples }: { family: Family; steps: number; seed: number; examples: number },
  report: (so: Progress) => void,
): Promise<Growth> {
  const begun = performance.now()
  let moments: Moment[] = []
  let seconds = 0
  const losses = new Map<number, number>()
  const { parameters } = await experiment(
    core,
    specOf(family, steps, seed),
    ({ curve, evaluations }) => {
      for (const { step, validationLoss } of evaluations) losses.set(step, validationLoss)
      report({ step: curve.at(-1)?.step ?? 0, loss: evaluations.at(-1)?.validationLoss ?? null })
    },
    async (trained) => {
      seconds = (performance.now() - begun) / 1000
      const kept = await core.history(trained.id)
      for (const step of kept) {
        const loss = losses.get(step) ?? null
        moments = [...moments, { step, loss, ...(await quiz(core, { id: trained.id, step }, examples)) }]
        report({ asked: moments, of: kept.length })
      }
    },
  )
  return { family, seed, parameters, examples, moments, seconds }
}

async function quiz(core: CoreApi, handle: ModelHandle, examples: number): Promise<Omit<Moment, 'step' | 'loss'>> {
  const set = await core.labelled('endings', { train: 0, heldOut: examples })
  const right = { person: 0, feeling: 0, both: 0 }
  for (const example of set.heldOut) {
    const asked = await ask(core, handle, questionOf('endings', set, example, 'felt'), CONTEXT)
    const [said, meant] = [partsOf(asked.answers[chosen(asked)]!), partsOf(asked.answers[example.label]!)]
    right.person += Number(said.person === meant.person)
    right.feeling += Number(said.feeling === meant.feeling)
    right.both += Number(chosen(asked) === example.label)
  }
  return { person: right.person / examples, feeling: right.feeling / examples, both: right.both / examples }
}

/** "Mila felt sad.": who, and what. */
export function partsOf(ending: string): { person: string; feeling: string } {
  const words = ending.replace(/\.$/, '').split(' ')
  return { person: words[0]!, feeling: words.at(-1)! }
}

/** Half of the 95 % interval of a share of so many stories. */
export const halfOf = (share: number, examples: number): number => 1.96 * Math.sqrt((share * (1 - share)) / examples)

export type Share = 'person' | 'feeling' | 'both'

/** Fewer seeds than this give an interval that says nothing; for more there is no table of t. */
export const [FEWEST_SEEDS, MOST_SEEDS] = [3, 10]

/** The share of each kept step, mean of the seeds, from three of them on with the half of its 95 % interval. Runs of other steps than the first are left out. */
export function curveOf(grown: readonly Growth[], share: Share): { x: number; y: number; half?: number }[] {
  const [first] = grown
  if (!first) return []
  return first.moments.map(({ step }, i) => {
    const values = grown.filter(({ moments }) => moments[i]?.step === step).map(({ moments }) => moments[i]![share])
    return { x: step, ...summed(values) }
  })
}

function summed(values: readonly number[]): { y: number; half?: number } {
  if (values.length < FEWEST_SEEDS) return { y: values.reduce((a, b) => a + b, 0) / values.length }
  const { mean, half }: Interval = intervalOf(values)
  return { y: mean, half }
}

/** Means over the seeds, at the last step. */
export function readingsOf(grown: readonly Growth[]): Readings {
  const last = (share: Share): number => curveOf(grown, share).at(-1)!.y
  const losses = grown.map(({ moments }) => moments.at(-1)!.loss).filter((loss) => loss !== null)
  return {
    step: grown[0]!.moments.at(-1)!.step,
    person: last('person'),
    feeling: last('feeling'),
    both: last('both'),
    parameters: grown[0]!.parameters,
    seeds: grown.length,
    ...(losses.length > 0 && { loss: losses.reduce((a, b) => a + b, 0) / losses.length }),
  }
}
