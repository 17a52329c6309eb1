/** A job's events on their way to the page: in order, gathered, at most ten deliveries a second, none after the end. */
import type { JobEnding, JobEvent, JobNews, StepMetrics } from './protocol.ts'

const INTERVAL_MS = 100

export class Outbox {
  private waiting: JobNews[] = []
  private sentAt = Number.NEGATIVE_INFINITY
  private closed = false

  constructor(
    private readonly jobId: string,
    private readonly deliver: (event: JobEvent) => void,
    private readonly now: () => number,
  ) {}

  /** Steps join those that already wait, unless another event came between. */
  step(step: StepMetrics): void {
    const last = this.waiting.at(-1)
    if (last?.type === 'steps') last.steps.push(step)
    else this.tell({ type: 'steps', steps: [step] })
    this.flushIfDue()
  }

  /** Joins what waits. */
  tell(news: JobNews): void {
    if (!this.closed) this.waiting.push(news)
  }

  /** Goes out at once, behind what waits. */
  tellNow(news: JobNews): void {
    this.tell(news)
    this.flush()
  }

  /** The last event; everything that waits goes before it. */
  end(ending: JobEnding): void {
    this.tellNow({ type: 'ended', ...ending })
    this.closed = true
  }

  flushIfDue(): void {
    if (this.now() - this.sentAt >= INTERVAL_MS) this.flush()
  }

  private flush(): void {
    const events = this.waiting
    this.waiting = []
    this.sentAt = this.now()
    for (const event of events) this.deliver({ jobId: this.jobId, ...event })
  }
}
