/** The numeric answers of part 6, fine-tuning. */
import type { ModelConfig } from '../../src/core/config.ts'
import { parameterCount } from '../../src/core/config.ts'
import { grownConfig, taskLayout } from '../../src/core/finetune/grow.ts'
import { choiceInput, entailmentInput } from '../../src/core/finetune/inputs.ts'
import { accuracyOf, f1Of } from '../../src/core/finetune/metrics.ts'
import { PAPER } from '../../src/core/finetune/settings.ts'
import { stepsOfRun } from '../../src/core/finetune/stopped.ts'
import { PUBLISHED } from '../../src/facts/models.ts'
import { ABLATIONS } from '../../src/facts/results.ts'
import type { Answers } from '../support/answers.ts'

const gpt1: ModelConfig = PUBLISHED.find(({ id }) => id === 'gpt1')!.config

const special = { start: 0, delimiter: 1, extract: 2 }
const tokens = (count: number): Int32Array => new Int32Array(count)

/** As it was measured with 120 examples, 3 epochs, batches of 8 and seed 2: what is right down, what the model says across. */
const CONFUSION = [
  [57, 13, 5],
  [3, 51, 7],
  [33, 20, 11],
]

const averageOf = (row: string): number => ABLATIONS.find(({ id }) => id === row)!.average

export const answers: Answers = {
  'fine-tuning/input-transformations#choices': () =>
    choiceInput(
      tokens(100),
      Array.from({ length: 4 }, () => tokens(20)),
      special,
      { time: 512 },
    ).sequences.reduce((sum, { length }) => sum + length, 0),
  'fine-tuning/input-transformations#cut': () => {
    const { cuts } = entailmentInput(tokens(30), tokens(10), special, { time: 24 })
    return 30 - cuts.find(({ part }) => part === 'premise')!.tokens
  },
  'fine-tuning/sentiment-end-to-end#accuracy': () => 100 * accuracyOf(CONFUSION),
  'fine-tuning/sentiment-end-to-end#f1': () => f1Of(CONFUSION)[2]!,
  'fine-tuning/understanding-or-shortcut#ceiling': () =>
    100 *
    accuracyOf([
      [0, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]),
  'fine-tuning/understanding-or-shortcut#error': () => 100 * Math.sqrt((0.75 * (1 - 0.75)) / 200),
  'fine-tuning/the-papers-experiments#points': () => averageOf('full') - averageOf('no-pre-training'),
  'fine-tuning/the-papers-experiments#how-many': () => (74 + 256) * 96 + 12 * 96 ** 2 + 13 * 96,
  'fine-tuning/your-own-task#resolution': () => 100 * Math.sqrt(((12 / 13) * (1 - 12 / 13)) / 13),
  'fine-tuning/the-process#new': () => taskLayout(grownConfig(gpt1), 3).size - parameterCount(gpt1),
  'fine-tuning/the-process#sum': () => 0.84 + PAPER.lambda * 0.3,
  'fine-tuning/the-process#steps': () =>
    stepsOfRun({
      settings: { ...PAPER, epochs: 4, batch: 16 },
      data: { id: 'sentiment', train: 600, heldOut: 200, sha256: '' },
    }),
}
