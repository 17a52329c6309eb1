/** The rungs of the course's board: five language models that read the same characters, each within a minute on two CPU cores. */
import type { ModelConfig } from '../core/config.ts'
import type { TrainingSettings } from '../core/train/settings.ts'

export interface Rung {
  id: string
  sizes: Omit<ModelConfig, 'nVocab'>
  training: TrainingSettings
}

/** The bundled text that all of them read, by its characters. */
export const BOARD_TEXT = 'state-of-the-union'

export const BOARD_PROMPT = 'We will '

/** Every step reads this many characters, whatever the window. */
const CHARACTERS = 256

const steps = 4000

const rung = (id: string, learningRate: number, warmup: number, sizes: Omit<Rung['sizes'], 'dropout'>): Rung => ({
  id,
  sizes: { ...sizes, dropout: 0 },
  training: { steps, warmup, weightDecay: 0.01, clip: 1, evalEvery: 500, seed: 1, learningRate, batch: CHARACTERS / sizes.nCtx },
})

/** Rates, warm-ups and windows are the best of a few that were tried. Two post-norm blocks bear a lower rate than one, and learn sooner from short windows. */
export const RUNGS: readonly Rung[] = [
  rung('bigram', 0.1, 200, { family: 'bigram', nLayer: 1, nHead: 1, nEmbd: 64, nCtx: 64 }),
  rung('mlp', 2e-3, 200, { family: 'mlp', nLayer: 1, nHead: 1, nEmbd: 64, nCtx: 16 }),
  rung('rnn', 3e-3, 200, { family: 'rnn', nLayer: 1, nHead: 1, nEmbd: 64, nCtx: 64 }),
  rung('attention', 3e-3, 200, { nLayer: 1, nHead: 4, nEmbd: 96, nCtx: 64 }),
  rung('gpt', 2e-3, 400, { nLayer: 2, nHead: 4, nEmbd: 96, nCtx: 32 }),
]
