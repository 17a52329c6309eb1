/** A fine-tuned model at work: the scores of examples, and how good they are. */
import type { ModelConfig } from '../config.ts'
import type { ModelLayout } from '../model/plans.ts'
import type { ParameterStore, Program } from '../runtime/runtime.ts'
import { type Example, type PackedBatch, packBatch, type TaskShape } from './batches.ts'
import { type Metrics, measure, predictions } from './metrics.ts'
import { classifyingPlan } from './plan.ts'
import type { SpecialIds } from './tokens.ts'

export interface TaskReport extends Metrics {
  /** L2, nats per example */
  loss: number
  /** what each example is called, by the number of the label, in their order */
  predicted: number[]
}

/** A forward program of one shape over a store that others may train. */
export class Classifier {
  private constructor(
    private readonly program: Program,
    private readonly shape: TaskShape,
    private readonly special: SpecialIds,
  ) {}

  /** @param config with the special tokens */
  static async create(
    store: ParameterStore,
    config: ModelConfig,
    layout: ModelLayout,
    shape: TaskShape,
    special: SpecialIds,
  ): Promise<Classifier> {
    return new Classifier(await store.compile(classifyingPlan(config, layout, shape)), shape, special)
  }

  /** Scores [N,labels] before the softmax. @throws CourseError 'bad-argument' for an example that does not fit the shape */
  async scores(examples: readonly Example[], yieldNow?: () => Promise<void>): Promise<Float32Array> {
    const { batch, labels } = this.shape
    const all = new Float32Array(examples.length * labels)
    for (let from = 0; from < examples.length; from += batch) {
      const some = examples.slice(from, from + batch)
      writeSequences(this.program, packBatch(some, this.shape, this.special, 0))
      this.program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
      all.set((await this.program.read('scores')).subarray(0, some.length * labels), from * labels)
      await yieldNow?.()
    }
    return all
  }

  /** What `measure` says of the label with the highest score, and the mean loss. */
  async report(examples: readonly Example[], yieldNow?: () => Promise<void>): Promise<TaskReport> {
    const { labels } = this.shape
    const scores = await this.scores(examples, yieldNow)
    const actual = examples.map(({ label }) => label)
    const losses = actual.map((label, i) => {
      const row = scores.subarray(i * labels, (i + 1) * labels)
      const top = Math.max(...row)
      return top + Math.log(row.reduce((sum, z) => sum + Math.exp(z - top), 0)) - row[label]!
    })
    const predicted = [...predictions(scores, labels)]
    return { ...measure(actual, predicted, labels), loss: losses.reduce((a, b) => a + b, 0) / examples.length, predicted }
  }

  destroy(): void {
    this.program.destroy()
  }
}

/** What every program of a task reads: the sequences, and where their extract tokens stand. */
export function writeSequences(program: Program, { ids, at }: PackedBatch): void {
  program.write('ids', ids)
  for (const [i, rows] of at.entries()) program.write(`extract.${i}.at`, rows)
}
