/** Small tasks for tests: examples of each form in one small vocabulary. */
import type { ModelConfig } from '../../src/core/config.ts'
import { normal, streamKey } from '../../src/core/random.ts'
import type { Example, TaskShape } from '../../src/core/finetune/batches.ts'
import {
  choiceInput,
  classificationInput,
  entailmentInput,
  type Form,
  similarityInput,
  type TaskInput,
} from '../../src/core/finetune/inputs.ts'

/** A pre-trained vocabulary of 11 and the three special tokens; odd sizes. */
export const config: ModelConfig = { nLayer: 2, nHead: 3, nEmbd: 15, nCtx: 14, nVocab: 14, dropout: 0 }
export const special = { start: 11, delimiter: 12, extract: 13 }

/** Three examples of different lengths, shorter than the shape's 12 tokens, in a batch of four: one row is empty. */
export function exampleTask(form: Form): { shape: TaskShape; examples: Example[] } {
  const shape: TaskShape = { form, labels: 3, batch: 4, time: 12 }
  const text = (length: number, first: number) => Int32Array.from({ length }, (_, i) => (first + i * i) % 11)
  const input = (n: number): TaskInput => {
    const [a, b, c] = [text(2 + n, n), text(3, 2 * n + 1), text(1, n + 5)]
    switch (form) {
      case 'classification':
        return classificationInput(a, special, shape)
      case 'entailment':
        return entailmentInput(a, b, special, shape)
      case 'similarity':
        return similarityInput(a, b, special, shape)
      case 'choice':
        return choiceInput(a, [b, c, a], special, shape)
    }
  }
  return { shape, examples: [0, 1, 2].map((n) => ({ input: input(n), label: (n * 2) % 3 })) }
}

/** Weights far from zero, so that a gradient that is wrong is wrong by much. */
export const randomWeights = (size: number): Float32Array =>
  Float32Array.from({ length: size }, (_, i) => 0.4 * normal(streamKey(3, 0, 0), i))
