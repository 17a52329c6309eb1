/** Tuned models that the page asks: the last one stays on the device until another is asked, or room is needed. */
import { CourseError } from '../core/errors.ts'
import { Answerer } from '../core/finetune/answer.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import type { Devices } from './device.ts'
import type { Models } from './models.ts'
import type { Classification } from './protocol.ts'

export class Classifying {
  private open: { id: string; savedAt: number; runtime: Runtime; answerer: Answerer } | null = null
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly devices: Devices,
    private readonly models: Models,
  ) {}

  /** @throws CourseError 'bad-argument' for a model that was tuned for nothing, or texts that are not as many as its task has */
  classify(id: string, texts: readonly string[]): Promise<Classification> {
    return this.alone(async () => {
      const answerer = await this.answerer(id)
      const { labels, scores, shares, answer, input, unknown } = await answerer.ask(texts)
      const left = input.cuts.map(({ part, tokens }) => `${tokens} of the ${part}`).join(', ')
      const cuts = left && `The model reads ${answerer.model.config.nCtx} tokens: left out were ${left}.`
      return { labels, scores, shares, answer, cuts, unknown: unknown?.kinds.map(({ character }) => character) ?? [] }
    })
  }

  /** Frees what it holds on the device. */
  release(): Promise<void> {
    return this.alone(async () => this.letGo())
  }

  private async answerer(id: string): Promise<Answerer> {
    const { runtime } = await this.devices.get()
    const savedAt = await this.models.savedAt(id)
    const { open } = this
    if (open?.id === id && open.savedAt === savedAt && open.runtime === runtime) return open.answerer
    this.letGo()
    const { summary, saved } = await this.models.open(id)
    if (saved.kind !== 'classifier') {
      throw new CourseError(
        'bad-argument',
        `"${summary.name}" answers with tokens: it was not tuned for a task, so it has no labels to answer with.`,
        'Fine-tune it first, or open a model that was.',
      )
    }
    const answerer = await Answerer.create(runtime, saved.classifier)
    this.open = { id, savedAt, runtime, answerer }
    return answerer
  }

  private letGo(): void {
    this.open?.answerer.destroy()
    this.open = null
  }

  /** One question after the other. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work)
    this.queue = result.catch(() => {})
    return result
  }
}
