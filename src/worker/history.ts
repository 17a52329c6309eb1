/** What a model remembers of its training: its curve, thinned, its evaluations and its samples. */
import { type LossPoint, strideOf, thinned } from '../core/curve.ts'
import type { Evaluation, ModelSummary, RunSample } from './protocol.ts'

/** Newest kept; a run of 100,000 steps may make many. */
const MAX_SAMPLES = 60

export type Remembered = Pick<ModelSummary, 'curve' | 'evaluations' | 'samples'>

export class History {
  private curve: LossPoint[]
  private evaluations: Evaluation[]
  private samples: RunSample[]

  constructor(start: Remembered = { curve: [], evaluations: [], samples: [] }) {
    this.curve = [...start.curve]
    this.evaluations = [...start.evaluations]
    this.samples = [...start.samples]
  }

  step(point: LossPoint): void {
    this.curve.push(point)
    if (point.step % strideOf(point.step) === 0) this.curve = thinned(this.curve)
  }

  evaluation(evaluation: Evaluation): void {
    this.evaluations.push(evaluation)
  }

  sample(sample: RunSample): void {
    this.samples.push(sample)
    // The first ones show how it began, so the oldest of the rest goes.
    if (this.samples.length > MAX_SAMPLES) this.samples.splice(6, 1)
  }

  /** Forgets what came after `step`: the run goes on from there again. */
  rewind(step: number): void {
    this.curve = this.curve.filter((point) => point.step <= step)
    this.evaluations = this.evaluations.filter((evaluation) => evaluation.step <= step)
    this.samples = this.samples.filter((sample) => sample.step <= step)
  }

  get lastEvaluation(): Evaluation | undefined {
    return this.evaluations.at(-1)
  }

  get remembered(): Remembered {
    return { curve: [...this.curve], evaluations: [...this.evaluations], samples: [...this.samples] }
  }
}
