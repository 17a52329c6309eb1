/** Answers of part 4, GPT-1's architecture. */
import type { ModelConfig } from '../../src/core/config.ts'
import { accountOf } from '../../src/core/train/account.ts'
import { fact } from '../../src/facts/facts.ts'
import { PUBLISHED } from '../../src/facts/models.ts'
import type { Answers } from '../support/answers.ts'

const gpt1 = PUBLISHED.find(({ id }) => id === 'gpt1')!.config
const count = (change: Partial<ModelConfig> = {}): number => accountOf({ ...gpt1, ...change }).parameters
const blocks = (change: Partial<ModelConfig> = {}): number => {
  const { attention, feedForward } = accountOf({ ...gpt1, ...change }).counts
  return attention + feedForward
}

export const answers: Answers = {
  'architecture/the-whole-machine#qkv': () => 3 * gpt1.nEmbd,
  'architecture/the-whole-machine#triangle': () => Array.from({ length: 23 }, (_, i) => i + 1).reduce((sum, read) => sum + read, 0),
  'architecture/the-embedding-layer#add': () => 2 - 0.5,
  'architecture/the-embedding-layer#saved': () => {
    const sizes = { ...gpt1, nVocab: 10_000, nEmbd: 256, nHead: 4 }
    return accountOf({ ...sizes, variant: { tied: false } }).parameters - accountOf(sizes).parameters
  },
  'architecture/the-embedding-layer#vocabulary': () => fact('gpt1.merges') + 2 * fact('gpt1.symbols') + 2,
  'architecture/the-transformer-layer#loud': () => Math.hypot(6, 8),
  'architecture/the-transformer-layer#faded': () => (6 * 6) / Math.hypot(6, 8),
  'architecture/count-it#positions': () => count({ nCtx: fact('gpt2.context') }) - count(),
  'architecture/count-it#wider': () => blocks({ nEmbd: 2 * gpt1.nEmbd }) / blocks(),
  'architecture/count-it#untied': () => (100 * (count({ variant: { tied: false } }) - count())) / count(),
  'architecture/count-it#adam': () => {
    const { weights, gradients, moments } = accountOf(gpt1).bytes
    return (weights + gradients + moments) / 1e9
  },
  'architecture/count-it#cache': () => accountOf(gpt1).bytes.cache / 1e6,
  'architecture/a-budget#fits': () => count({ nVocab: 82, nCtx: 64, nEmbd: 72, nLayer: 1, nHead: 4 }),
  'architecture/the-decoder-layer#logit': () => 2 * 1 - 1 * 0.5 + 0.5 * -2,
  'architecture/the-decoder-layer#lead': () => Math.exp(2),
}
