/** The numeric answers of part 6, fine-tuning. */
import type { ModelConfig } from '../../src/core/config.ts'
import { parameterCount } from '../../src/core/config.ts'
import { grownConfig, taskLayout } from '../../src/core/finetune/grow.ts'
import { PAPER } from '../../src/core/finetune/settings.ts'
import { stepsOfRun } from '../../src/core/finetune/stopped.ts'
import { PUBLISHED } from '../../src/facts/models.ts'
import type { Answers } from '../support/answers.ts'

const gpt1: ModelConfig = PUBLISHED.find(({ id }) => id === 'gpt1')!.config

export const answers: Answers = {
  'fine-tuning/the-process#new': () => taskLayout(grownConfig(gpt1), 3).size - parameterCount(gpt1),
  'fine-tuning/the-process#sum': () => 0.84 + PAPER.lambda * 0.3,
  'fine-tuning/the-process#steps': () =>
    stepsOfRun({
      settings: { ...PAPER, epochs: 4, batch: 16 },
      data: { id: 'sentiment', train: 600, heldOut: 200, sha256: '' },
    }),
}
