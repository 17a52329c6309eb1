/** Six runs that are broken, each by one mistake, and what mends each. A healthy run of the same size and seed stands beside every one. */
import type { Faults, ModelSizes, RunSpec, TextRef, TrainingSettings } from '../../../worker/protocol.ts'

/** What is wrong, or is thought to be. */
export const DIAGNOSES = ['targets', 'mask', 'batches', 'rate', 'warmup', 'biases'] as const
export type Diagnosis = (typeof DIAGNOSES)[number]

export const NAMES = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export type Name = (typeof NAMES)[number]

/** A run before its text is there. */
export interface Recipe {
  sizes: ModelSizes
  training: TrainingSettings
  faults: Faults
}

/** `share`: of the steps that are asked for; `rising`: of its own steps, those in which the rate rises. */
export interface Size {
  layers: number
  share: number
  rising: number
  /** learning rate of a healthy run */
  rate: number
}

export const SHALLOW: Size = { layers: 2, share: 1, rising: 0.1, rate: 4e-3 }
export const DEEP: Size = { layers: 6, share: 2 / 3, rising: 0.25, rate: 5e-3 }
export const CONTEXT = 16
export const HEADS = 4

/** Two zeros were lost. */
const FAR_TOO_HIGH = 0.4
/** Far below what any pre-activation reaches at the start, so that ReLU lets nothing through. */
const SILENCING = -2

export const stepsOf = ({ share }: Size, steps: number): number => Math.round(share * steps)

export function healthy(size: Size, { steps: all, seed }: { steps: number; seed: number }): Recipe {
  const { layers, rising, rate } = size
  const steps = stepsOf(size, all)
  const warmup = Math.round(rising * steps)
  return {
    sizes: { nLayer: layers, nHead: HEADS, nEmbd: 32, nCtx: CONTEXT, dropout: 0, variant: { activation: 'relu' } },
    training: { batch: 32, steps, learningRate: rate, warmup, weightDecay: 0.01, clip: 1, evalEvery: Math.ceil(steps / 10), seed },
    faults: {},
  }
}

interface Patient {
  size: Size
  fault: Diagnosis
}

/** In an order that says nothing. */
export const PATIENTS: Readonly<Record<Name, Patient>> = {
  A: { size: SHALLOW, fault: 'targets' },
  B: { size: SHALLOW, fault: 'batches' },
  C: { size: SHALLOW, fault: 'rate' },
  D: { size: SHALLOW, fault: 'mask' },
  E: { size: DEEP, fault: 'warmup' },
  F: { size: SHALLOW, fault: 'biases' },
}

/** A healthy run with one mistake made. */
export function withMistake({ sizes, training, faults }: Recipe, mistake: Diagnosis): Recipe {
  switch (mistake) {
    case 'targets':
      return { sizes, training, faults: { ...faults, unshifted: true } }
    case 'mask':
      return { sizes: { ...sizes, surgery: { noMask: true } }, training, faults }
    case 'batches':
      return { sizes, training, faults: { ...faults, sameBatch: true } }
    case 'rate':
      return { sizes, training: { ...training, learningRate: FAR_TOO_HIGH }, faults }
    case 'warmup':
      return { sizes, training: { ...training, warmup: 0 }, faults }
    case 'biases':
      return { sizes, training, faults: { ...faults, innerBias: SILENCING } }
    default:
      return mistake satisfies never
  }
}

/** One switch set right, or one setting changed to what the learner says. Where another thing was wrong, that stays. */
export interface Repair {
  repair: Diagnosis
  rate: number
  warmup: number
}

export function mended(broken: Recipe, { repair, rate, warmup }: Repair): Recipe {
  const { sizes, training, faults } = broken
  switch (repair) {
    case 'targets':
      return { ...broken, faults: { ...faults, unshifted: false } }
    case 'mask': {
      const { surgery: _, ...intact } = sizes
      return { ...broken, sizes: intact }
    }
    case 'batches':
      return { ...broken, faults: { ...faults, sameBatch: false } }
    case 'rate':
      return { ...broken, training: { ...training, learningRate: rate } }
    case 'warmup':
      return { ...broken, training: { ...training, warmup: Math.min(warmup, training.steps) } }
    case 'biases':
      return { ...broken, faults: { ...faults, innerBias: 0 } }
    default:
      return repair satisfies never
  }
}

export const specOf = ({ sizes, training }: Recipe, text: TextRef): RunSpec => ({ text, sizes, training, samplePrompt: 'Anna ' })
