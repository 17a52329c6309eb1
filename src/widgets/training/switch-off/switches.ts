/** GPT-1's settings, small, and each of them switched off or changed: the runs that are compared. */
import type { RunSpec, TextRef } from '../../../worker/protocol.ts'

/** Three in a row: enough for an interval, and few enough to wait for. */
export const seedsFrom = (first: number): readonly number[] => [first, first + 1, first + 2]

const STEPS = 800
const BATCH = 8
/** The same tokens in a quarter of the batch. */
const QUARTERS = 4

/** All as in GPT-1, but for the sizes, the steps and the rate, which follow from them. */
export function baseline(text: TextRef, seed: number, steps = STEPS): RunSpec {
  return {
    text,
    sizes: { nLayer: 2, nHead: 2, nEmbd: 48, nCtx: 32, dropout: 0 },
    training: {
      batch: BATCH,
      steps,
      learningRate: 2e-3,
      warmup: Math.round(steps / 10),
      weightDecay: 0.01,
      clip: 1,
      evalEvery: 0,
      seed,
    },
    samplePrompt: 'The ',
  }
}

interface Switch {
  /** "without warm-up" */
  label: string
  /** the setting as it is in both runs' model of reference, and what becomes of it */
  from: string
  to: string
  change(spec: RunSpec): RunSpec
}

const train = (spec: RunSpec, change: Partial<RunSpec['training']>): RunSpec => ({ ...spec, training: { ...spec.training, ...change } })

export const SWITCHES = {
  schedule: {
    label: 'no cosine',
    from: 'the rate falls along a cosine to 0',
    to: 'it stays at the top',
    change: (spec) => train(spec, { schedule: 'constant' }),
  },
  warmup: {
    label: 'no warm-up',
    from: 'the rate rises over the first tenth',
    to: 'it starts at the top',
    change: (spec) => train(spec, { warmup: 0 }),
  },
  batch: {
    label: 'a quarter of the batch',
    from: `${BATCH} windows a step`,
    to: `${BATCH / QUARTERS}, and ${QUARTERS} times as many steps`,
    change: (spec) =>
      train(spec, {
        batch: BATCH / QUARTERS,
        steps: spec.training.steps * QUARTERS,
        warmup: spec.training.warmup * QUARTERS,
      }),
  },
  dropout: {
    label: 'with dropout',
    from: 'nothing is dropped',
    to: 'a tenth of the numbers is, as in GPT-1',
    change: (spec) => ({ ...spec, sizes: { ...spec.sizes, dropout: 0.1 } }),
  },
  decay: {
    label: 'no weight decay',
    from: 'λ = 0.01',
    to: 'λ = 0',
    change: (spec) => train(spec, { weightDecay: 0 }),
  },
  clip: {
    label: 'no clipping',
    from: 'gradients are cut to a length of 1',
    to: 'they stay as they are',
    change: (spec) => train(spec, { clip: 0 }),
  },
  init: {
    label: 'first weights ten times as large',
    from: 'N(0, 0.02)',
    to: 'N(0, 0.2)',
    change: (spec) => train(spec, { initStd: 0.2 }),
  },
} as const satisfies Record<string, Switch>

export type SwitchName = keyof typeof SWITCHES
export const SWITCH_NAMES = Object.keys(SWITCHES) as [SwitchName, ...SwitchName[]]
