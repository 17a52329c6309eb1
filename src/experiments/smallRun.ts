/** The run that a ladder of sizes and repeats of a text are made of: small, quick to learn, and alike at every width. */
import { fact } from '../facts/facts.ts'
import type { RunSpec, TextRef } from '../worker/protocol.ts'

export const TEXT: TextRef = { kind: 'bundled', id: 'state-of-the-union' }

export const BATCH = 8
export const CONTEXT = 32
/** Rate times width: a wider model takes smaller steps. Tried on widths of 16 to 48. */
const RATE = 0.3
/** GPT-1's first weights at its width; the narrower the wider spread, so that what a layer says is of the same size. */
const INIT = fact('gpt1.initStd') * Math.sqrt(fact('gpt1.width'))

/** GPT-1's shape with norms before the sub-layers, which lets small models learn at a high rate. */
export function specOf(width: number, steps: number, seed: number): RunSpec {
  return {
    text: TEXT,
    sizes: { nLayer: 2, nHead: 4, nEmbd: width, nCtx: CONTEXT, dropout: 0, variant: { norm: 'pre' } },
    training: {
      batch: BATCH,
      steps,
      learningRate: Number((RATE / width).toPrecision(2)),
      warmup: Math.round(steps / 10),
      weightDecay: 0.01,
      clip: 1,
      evalEvery: 0,
      seed,
      initStd: Number((INIT / Math.sqrt(width)).toPrecision(2)),
    },
    samplePrompt: 'The ',
  }
}
