/** A run's events on their way to the page: in order, gathered, at most ten deliveries a second, none after the end. */
import type { Evaluation, RunEvent, RunSample, StepMetrics } from './protocol.ts'

const INTERVAL_MS = 100

export class Outbox {
  private waiting: RunEvent[] = []
  private sentAt = Number.NEGATIVE_INFINITY
  private closed = false
  private readonly ids: { runId: number; modelId: string }

  constructor(
    runId: number,
    modelId: string,
    private readonly deliver: (event: RunEvent) => void,
    private readonly now: () => number,
  ) {
    this.ids = { runId, modelId }
  }

  /** Steps join those that already wait, unless another event came between. */
  step(step: StepMetrics): void {
    const last = this.waiting.at(-1)
    if (last?.type === 'steps') last.steps.push(step)
    else this.add({ type: 'steps', ...this.ids, steps: [step] })
    this.flushIfDue()
  }

  evaluation(evaluation: Evaluation): void {
    this.add({ type: 'evaluation', ...this.ids, evaluation })
  }

  sample(sample: RunSample): void {
    this.add({ type: 'sample', ...this.ids, sample })
  }

  saved(step: number): void {
    this.add({ type: 'saved', ...this.ids, step })
  }

  past(steps: number[]): void {
    this.add({ type: 'history', ...this.ids, steps })
  }

  /** The last event; everything that waits goes before it. */
  end(event: Omit<Extract<RunEvent, { type: 'ended' }>, 'type' | 'runId' | 'modelId'>): void {
    this.add({ type: 'ended', ...this.ids, ...event })
    this.flush()
    this.closed = true
  }

  flushIfDue(): void {
    if (this.now() - this.sentAt >= INTERVAL_MS) this.flush()
  }

  private add(event: RunEvent): void {
    if (!this.closed) this.waiting.push(event)
  }

  private flush(): void {
    const events = this.waiting
    this.waiting = []
    this.sentAt = this.now()
    for (const event of events) this.deliver(event)
  }
}
