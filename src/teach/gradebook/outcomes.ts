/** What was graded so far, to go on from: good only for the same model, the same held-out text and the same wish to train again. */
import { hashOf } from '../canonical.ts'
import type { Outcome } from './graded.ts'

const FORMAT = 'pathway-graded'

interface Kept {
  /** hash of the weights, as the receipt says it */
  model: string
  outcome: Outcome
}

export class Outcomes {
  private readonly kept: Map<string, Kept>
  /** what all of it was measured on */
  private readonly on: string

  /** @param json of `toJson`; what is of another text, or no such file, is passed over */
  constructor(heldOut: string, retrain: number, json?: string) {
    this.on = `${hashOf(heldOut)} ${retrain > 0}`
    this.kept = new Map(json === undefined ? [] : readKept(json, this.on))
  }

  /** One that timed out or broke is not kept for good: it may be tried again. */
  get(id: string, model: string): Outcome | undefined {
    const found = this.kept.get(id)
    return found?.model === model && found.outcome.kind === 'graded' ? found.outcome : undefined
  }

  set(id: string, model: string, outcome: Outcome): void {
    this.kept.set(id, { model, outcome })
  }

  /** Of these models, by job: timed out and broken ones too. */
  all(jobs: readonly { id: string; model: string }[]): Map<string, Outcome> {
    return new Map(
      jobs.flatMap(({ id, model }) => {
        const found = this.kept.get(id)
        return found?.model === model ? [[id, found.outcome] as const] : []
      }),
    )
  }

  toJson(): string {
    return JSON.stringify({ format: FORMAT, on: this.on, kept: [...this.kept] })
  }
}

function readKept(json: string, on: string): [string, Kept][] {
  try {
    const read = JSON.parse(json) as { format: unknown; on: unknown; kept: [string, Kept][] }
    return read.format === FORMAT && read.on === on && Array.isArray(read.kept) ? read.kept : []
  } catch {
    return []
  }
}
