/** Runs that all do the same amount of arithmetic: a large model takes few steps with it, a small one many. */
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import type { CoreApi, Estimate, RunSpec } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export const GIGA = 1e9

/** What the learner chooses. */
export interface Sizes {
  layers: number
  heads: number
  width: number
  context: number
  batch: number
  rate: number
  norm: 'after' | 'before'
  seed: number
  /** arithmetic that the run may do, billions of operations */
  work: number
}

export interface Try extends Sizes {
  parameters: number
  steps: number
  /** on held-out text at the end */
  bits: number
}

export interface Tries {
  /** operations a second that this device is expected to do */
  pace: number
  tries: readonly Try[]
}

export type Progress = Pick<Experiment, 'curve'> & { steps: number }

const text = async (core: CoreApi) => (await core.texts())[0]!.ref

/** Warm-up and decay follow from the steps, as everywhere in the course. */
export async function specOf(core: CoreApi, sizes: Sizes, steps: number): Promise<RunSpec> {
  const { layers, heads, width, context, batch, rate, norm, seed } = sizes
  return {
    text: await text(core),
    sizes: {
      nLayer: layers,
      nHead: heads,
      nEmbd: width,
      nCtx: context,
      dropout: 0,
      ...(norm === 'before' && { variant: { norm: 'pre' as const } }),
    },
    training: { batch, steps, learningRate: rate, warmup: Math.round(steps / 20), weightDecay: 0.01, clip: 1, evalEvery: 0, seed },
    samplePrompt: 'The ',
  }
}

export interface Plan extends Estimate {
  /** how many fit into the arithmetic, at least one */
  steps: number
}

/** What these sizes cost a step, and how many steps the arithmetic is enough for. @throws PlainError 'bad-config' for sizes that no model has */
export async function planOf(core: CoreApi, sizes: Sizes): Promise<Plan> {
  const one = await core.estimate(await specOf(core, sizes, 100))
  const steps = Math.max(1, Math.floor((sizes.work * GIGA) / one.flopsPerStep))
  return { ...one, steps, seconds: (steps * one.stepMs) / 1000 }
}

/** Widths that are planned beside the chosen one, each of which any number of heads up to 8 divides that is a power of two. */
const WIDTHS = [8, 16, 32, 64, 128, 256]

/** Parameters and steps at other widths; those that the chosen heads do not divide are left out. */
export async function boughtBy(core: CoreApi, sizes: Sizes): Promise<{ parameters: number; steps: number }[]> {
  const widths = WIDTHS.filter((width) => width % sizes.heads === 0)
  return Promise.all(
    widths.map(async (width) => {
      const { parameters, steps } = await planOf(core, { ...sizes, width })
      return { parameters, steps }
    }),
  )
}

/** Sizes that the pace is read off; those of the model that the course begins with. */
const USUAL: Sizes = { layers: 2, heads: 4, width: 64, context: 64, batch: 8, rate: 1e-3, norm: 'after', seed: 1, work: 1 }

export async function nothingYet(core: CoreApi): Promise<Tries> {
  const { flopsPerStep, stepMs } = await planOf(core, USUAL)
  return { pace: flopsPerStep / (stepMs / 1000), tries: [] }
}

export async function tryOut(core: CoreApi, sizes: Sizes, before: Tries, report: (so: Progress) => void): Promise<Tries> {
  const { steps } = await planOf(core, sizes)
  const { parameters, evaluations } = await experiment(core, await specOf(core, sizes, steps), ({ curve }) => report({ curve, steps }))
  const bits = evaluations.at(-1)!.validationLoss / Math.LN2
  return { ...before, tries: [...before.tries, { ...sizes, parameters, steps, bits }] }
}

/** Tries of one amount of arithmetic, smallest model first; of one size, the best. */
export function profiles(tries: readonly Try[]): { work: number; points: readonly Try[] }[] {
  const works = [...new Set(tries.map(({ work }) => work))].sort((a, b) => a - b)
  return works.map((work) => {
    const best = new Map<number, Try>()
    for (const one of tries.filter((each) => each.work === work)) {
      const so = best.get(one.parameters)
      if (!so || one.bits < so.bits) best.set(one.parameters, one)
    }
    return { work, points: [...best.values()].sort((a, b) => a.parameters - b.parameters) }
  })
}

export function readingsOf({ tries }: Tries): Readings | null {
  const last = tries.at(-1)
  return last ? { bits: last.bits, parameters: last.parameters, steps: last.steps, work: last.work } : null
}
